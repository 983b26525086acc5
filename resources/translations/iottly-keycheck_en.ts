<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ClosingQuestion</name>
    <message numerus="yes">
        <source>%n key(s) are kept for this session only: when this window closes, they are forgotten.</source>
        <translation>
            <numerusform>%n key is kept for this session only: when this window closes, it is forgotten.</numerusform>
            <numerusform>%n keys are kept for this session only: when this window closes, they are forgotten.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message numerus="yes">
        <source>Import %n key(s)</source>
        <translation>
            <numerusform>Import %n key</numerusform>
            <numerusform>Import %n keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) will be added.</source>
        <translation>
            <numerusform>%n key will be added.</numerusform>
            <numerusform>%n keys will be added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) are in your list already.</source>
        <translation>
            <numerusform>%n key is in your list already.</numerusform>
            <numerusform>%n keys are in your list already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n description(s) are not in your list.</source>
        <translation>
            <numerusform>%n description is not in your list.</numerusform>
            <numerusform>%n descriptions are not in your list.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) cannot be added; the list says why.</source>
        <translation>
            <numerusform>%n key cannot be added; the list says why.</numerusform>
            <numerusform>%n keys cannot be added; the list says why.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeyPanel</name>
    <message numerus="yes">
        <source>Deleted %n key(s). This does not revoke them at iottly.</source>
        <translation>
            <numerusform>Deleted %n key. This does not revoke it at iottly.</numerusform>
            <numerusform>Deleted %n keys. This does not revoke them at iottly.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListTools</name>
    <message numerus="yes">
        <source>Test %n selected</source>
        <translation>
            <numerusform>Test %n selected</numerusform>
            <numerusform>Test %n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Test %n found</source>
        <translation>
            <numerusform>Test the one found</numerusform>
            <numerusform>Test %n found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) tested: all work.</source>
        <translation>
            <numerusform>%n key tested: it works.</numerusform>
            <numerusform>%n keys tested: all work.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) tested</source>
        <translation>
            <numerusform>%n key tested</numerusform>
            <numerusform>%n keys tested</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n do(es) not work</source>
        <translation>
            <numerusform>%n does not work</numerusform>
            <numerusform>%n do not work</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RowCommands</name>
    <message numerus="yes">
        <source>Test %n key(s)</source>
        <translation>
            <numerusform>Test %n key</numerusform>
            <numerusform>Test %n keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n key(s)</source>
        <translation>
            <numerusform>Delete %n key</numerusform>
            <numerusform>Delete %n keys</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TransferPresenter</name>
    <message numerus="yes">
        <source>%n key(s) were added.</source>
        <translation>
            <numerusform>%n key was added.</numerusform>
            <numerusform>%n keys were added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) could not be added. Open the file again to see why.</source>
        <translation>
            <numerusform>%n key could not be added. Open the file again to see why.</numerusform>
            <numerusform>%n keys could not be added. Open the file again to see why.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n description(s) were exported, without the keys, as {name}.</source>
        <translation>
            <numerusform>%n description was exported, without the key, as {name}.</numerusform>
            <numerusform>%n descriptions were exported, without the keys, as {name}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WatchDialog</name>
    <message numerus="yes">
        <source>%n check(s)</source>
        <translation>
            <numerusform>%n check</numerusform>
            <numerusform>%n checks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failure(s)</source>
        <translation>
            <numerusform>%n failure</numerusform>
            <numerusform>%n failures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Ages</name>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n hour ago</numerusform>
            <numerusform>%n hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_CheckMessages</name>
    <message numerus="yes">
        <source>Last %n check(s)</source>
        <translation>
            <numerusform>Last check</numerusform>
            <numerusform>Last %n checks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
</context>
</TS>
