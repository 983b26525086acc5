"""What follows when the user works on the keys: brings panel, list and checks together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from iottly_keycheck.deadline import Cancelled
from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.keys.model import AddedKey, KeyListError
from iottly_keycheck.secret import StoreError
from iottly_keycheck.ui.checks.batch_controller import BatchController
from iottly_keycheck.ui.checks.check_controller import CheckController
from iottly_keycheck.ui.controls.notice_bar import MessageBar
from iottly_keycheck.ui.keys.key_list_controller import KeyListController
from iottly_keycheck.ui.keys.key_panel import KeyPanel
from iottly_keycheck.ui.keys.key_secrets import KeySecrets
from iottly_keycheck.ui.text.error_messages import message_of
from iottly_keycheck.ui.text.translation import translated


class KeysPresenter(QObject):
    """Hands on what the panel asks for, and shows there, or as a message, what came of it."""

    def __init__(
        self,
        panel: KeyPanel,
        controller: KeyListController,
        secrets: KeySecrets,
        checks: CheckController,
        batches: BatchController,
        message_bar: MessageBar,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel = panel
        self._list = controller
        self._secrets = secrets
        self._checks = checks
        self._batches = batches
        self._messages = message_bar
        self._connect_panel()
        self._connect_list()
        self._connect_secrets()
        self._connect_batches()

    def _connect_panel(self) -> None:
        panel, view = self._panel, self._panel.view
        panel.form.add_requested.connect(self._add)
        panel.undo.acted.connect(self._list.undo)
        view.current_changed.connect(self._checks.set_current_key)
        view.current_changed.connect(self._secrets.hide_others)
        view.delete_requested.connect(self._delete)
        view.reveal_requested.connect(self._secrets.toggle)
        view.copy_requested.connect(self._secrets.copy)

    def _connect_list(self) -> None:
        panel, keys = self._panel, self._list
        keys.loaded.connect(panel.show_loaded)
        keys.added.connect(self._added)
        keys.add_failed.connect(self._add_failed)
        keys.renamed.connect(self._checks.show_again)
        keys.rename_failed.connect(self._rename_failed)
        keys.purge_failed.connect(self._purge_failed)
        keys.deleted_changed.connect(panel.show_deleted)
        keys.undone.connect(panel.show_keys)

    def _connect_secrets(self) -> None:
        secrets, model = self._secrets, self._list.model
        secrets.revealed.connect(model.reveal)
        secrets.hidden.connect(model.hide)
        secrets.copied.connect(self._panel.view.show_copied)
        secrets.missing.connect(self._key_missing)

    def _connect_batches(self) -> None:
        panel, batches = self._panel, self._batches
        panel.view.test_requested.connect(self._test)
        panel.many_tests_requested.connect(batches.start)
        panel.tools.progress.cancel_requested.connect(batches.cancel)
        batches.progressed.connect(panel.show_progress)
        batches.failed.connect(self.show_failure)
        panel.show_progress(batches.progress if batches.running else None)

    def test(self) -> None:
        """Test the key that is looked at, or all that are selected where several are."""
        selected = self._panel.view.selected_keys
        if len(selected) > 1:
            self._batches.start(selected)
        else:
            self._checks.test_current()

    def _test(self, key_ids: Sequence[int]) -> None:
        if len(key_ids) > 1:
            self._batches.start(key_ids)
        else:
            for key_id in key_ids:
                self._checks.test(key_id)

    def _add(self, description: str, pasted: str) -> None:
        self._panel.form.set_busy(True)
        self._list.add(description, pasted)

    def _added(self, added: AddedKey) -> None:
        self._panel.form.set_busy(False)
        self._panel.form.clear()
        self._panel.show_keys([added.row.id])
        self._panel.view.setFocus()
        if not added.usual_shape:
            remark = self.tr(
                "“{description}” does not look like an iottly key (32 digits and letters a to f)."
                " It was added all the same."
            )
            self._messages.enqueue(remark.format(description=added.row.description))
        if sentence := messages.kept(added, translated):
            self._messages.enqueue(sentence)
        self._checks.test(added.row.id)

    def _add_failed(self, error: BaseException) -> None:
        form = self._panel.form
        form.set_busy(False)
        match error:
            case Cancelled():
                form.show_error(self.tr("The key was not added: the keyring was not waited for."))
            case KeyListError():
                form.show_error(message_of(error), error.code)
            case _:
                form.show_error(message_of(error))

    def _rename_failed(self, key_id: int, typed: str, error: BaseException) -> None:
        self.show_failure(error)
        self._panel.view.edit_again(key_id, typed)

    def _delete(self, key_ids: Sequence[int]) -> None:
        for key_id in key_ids:
            self._checks.forget(key_id)
            self._batches.forget(key_id)
        self._list.delete(key_ids)

    def _purge_failed(self, error: StoreError) -> None:
        sentence = self.tr(
            "What you deleted is off the list. It could not be removed from where it was kept yet;"
            " that is made up for later. {reason}"
        )
        self._messages.enqueue(sentence.format(reason=message_of(error)))

    def _key_missing(self, key_id: int) -> None:
        if row := self._list.model.row_of(key_id):
            sentence = self.tr(
                "The key of “{description}” is not where it was kept any more."
                " Delete it here and add the key again."
            )
            self._messages.enqueue(sentence.format(description=row.description))

    def show_failure(self, error: BaseException) -> None:
        """Say what failed, unless the user gave it up."""
        if not isinstance(error, Cancelled):
            self._messages.enqueue(message_of(error))
