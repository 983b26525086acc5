from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from iottly_keycheck.ui.controls.notice_bar import MessageBar, NoticeBar
from iottly_keycheck.ui.style.theme import StyleClass


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    bar = MessageBar(StyleClass.WARNING)
    qtbot.addWidget(bar)
    return bar


def test_one_thing_is_told_after_the_other(bar: MessageBar) -> None:
    for sentence in ("one", "two", "one", "two", "three"):
        bar.enqueue(sentence)
    told = []
    while bar.isVisible():
        told.append(bar.text)
        bar.dismiss.click()
    assert told == ["one", "two", "three"]


def test_what_was_dismissed_can_be_told_again(bar: MessageBar) -> None:
    bar.enqueue("one")
    bar.dismiss.click()
    bar.enqueue("one")
    assert bar.text == "one"


def test_a_button_stands_there_only_where_there_is_something_to_do(qtbot: QtBot) -> None:
    bar = NoticeBar(StyleClass.CARD, dismissible=False)
    qtbot.addWidget(bar)
    bar.show_message("Deleted.", "Undo")
    assert bar.button.isVisible()
    assert not bar.dismiss.isVisible()
    with qtbot.waitSignal(bar.acted):
        bar.button.click()
    bar.show_message("Deleted for good.")
    assert not bar.button.isVisible()


def test_a_message_s_button_does_what_belongs_to_it_and_makes_room_for_the_next(
    bar: MessageBar,
) -> None:
    done: list[str] = []
    bar.enqueue("one", "Do one", partial(done.append, "one"))
    bar.enqueue("two")
    bar.enqueue("three", "Do three", partial(done.append, "three"))
    assert bar.button.text() == bar.button.accessibleName() == "Do one"
    bar.button.click()
    assert (bar.text, bar.button.isVisible(), done) == ("two", False, ["one"])
    bar.dismiss.click()
    assert bar.button.text() == "Do three"
    bar.button.click()
    assert (bar.isVisible(), done) == (False, ["one", "three"])


def test_what_an_action_tells_is_read(bar: MessageBar) -> None:
    bar.enqueue("one", "Try again", partial(bar.enqueue, "one", "Try again"))
    bar.button.click()
    assert (bar.isVisible(), bar.text, bar.button.text()) == (True, "one", "Try again")


def test_markup_stays_text(bar: MessageBar) -> None:
    bar.enqueue("<b>bold</b>")
    assert bar.text == "<b>bold</b>"
