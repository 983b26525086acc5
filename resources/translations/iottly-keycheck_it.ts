<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="it" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>New key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{action} ({shortcut})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AddKeyForm</name>
    <message>
        <source>Paste the key, or the whole curl line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the key while typing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+ Add API key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add API key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create new API key on iottly ↗</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create new API key on iottly, opens the browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Describe your API key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>API key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnswerView</name>
    <message>
        <source>This result was made with other settings. Test again to see how it is now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>–</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none from iottly (the proxy answered {status})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CopyButton</name>
    <message>
        <source>✓ Copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DetailSection</name>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▾ {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▸ {title}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DetailsView</name>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details for support</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy all details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Response headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Response body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy, step by step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addresses and attempts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encryption and certificates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exception</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DiagnosticsPane</name>
    <message>
        <source>No key chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does my API key work from this computer?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a key on the left, or add one. Then test it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not tested yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press “Test connection”. One small request goes to iottly with this key, and you see here how far it came and what iottly said.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Testing… {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} · without a proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} · through {proxy}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FactTable</name>
    <message>
        <source>{name}: {value}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the iottly console</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write to iottly support</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>iottly Key Check {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this program does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It tells you whether your iottly API key works from this computer. If it does not, it tells you what is in the way and who can fix it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A test sends one small request with your key to iottly and looks at every step on the way: the proxy, the network, the encryption, the answer, the key. Nothing is changed at iottly, and nobody else is asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How to get a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1. Open the iottly console and go to the dashboard of your project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2. Press OPEN at the top right, and go to “Manage API keys”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3. Type a description and press “Create new API key”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4. Copy the key, and paste it here under “API key”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A good description says who uses the key: “Analytics” or “Dashboard” for a program, “John Smith” or “Testing Lab” for people.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys are stored in the keyring of this computer and are sent to iottly only. A key gives access to your data: do not share it. Reports never contain it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleting a key here removes it from this computer. It does not revoke it: to do that, delete it in the iottly console.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it does not work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow the steps under the result. Where they name your IT department, save the report and send it to them. For everything else write to {address}; the report helps there, too.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyListModel</name>
    <message>
        <source>never tested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{age}, outdated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{description}, {result}, {age}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>works</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>works, with a remark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>does not work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no result</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyListView</name>
    <message>
        <source>API keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied. The clipboard is cleared in half a minute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyPanel</name>
    <message>
        <source>Manage API keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted “{description}”. This does not revoke the key at iottly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste an API key below and give it a name: it is kept in your keyring and tested at once. Keys are made in the web console of iottly, which the link below opens.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyRowDelegate</name>
    <message>
        <source>{key} · {age}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New description of {description}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyWork</name>
    <message>
        <source>“{description}” does not look like an iottly key (32 digits and letters a to f). It was added all the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key was not added: the keyring was not waited for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your keyring has no key for “{description}” any more. Delete it here and add the key again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Practice – {program}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practice API: nothing here is real</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for your keyring… It may be asking for its password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside the program, and what you did last may not have happened. Please try again; if it comes back, tell iottly support.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>Present passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I do not know it any more…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A passphrase has {count} characters at least.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PassphraseQuestions</name>
    <message>
        <source>Your keys go into an encrypted file. Choose a passphrase for it; a few words make a good one. Without it nobody can open the file, so keep it in mind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your keys are in an encrypted file. Its passphrase is asked for once, until the window closes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New passphrase for your keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase of your keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase forgotten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody can open the file without its passphrase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can start a new file. The old one is kept beside it. The keys that were in it stay in the list, and have to be added again: delete them there, and paste them once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start a new file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file that could not be opened is kept as {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The encrypted file with your keys opens with the new passphrase from then on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase is changed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Show the password</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PathView</name>
    <message>
        <source>The way to iottly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{station}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProxyForm</name>
    <message>
        <source>Automatic: as this computer is set up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This proxy:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget the stored password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User name (if it asks)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password (if it asks)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stored. Type here to replace it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReportActions</name>
    <message>
        <source>Copy report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▸ Details for support</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details for support</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▾ Details for support</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports ({pattern})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not be saved as {name}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RowActions</name>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{action}: {description}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the iottly API</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest time for one test, in seconds ({shortest} to {longest})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use defaults</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StationButton</name>
    <message>
        <source>{name}: {state}, {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: {state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>iottly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trying…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lets through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name lookup failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no secure connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no proper answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>problem here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StationSection</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seen at: {station}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>API address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exception</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign-in offered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}. {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step by step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cipher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{begin} to {end}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key was not sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{header}: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} – {outcome}, {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tried</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StoreChoice</name>
    <message>
        <source>In the keyring of this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system&apos;s own safe place, which is usually open while you work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In an encrypted file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its passphrase is asked for once each time this program runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For this session only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In memory: when the window closes, the keys are forgotten.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StoreDesk</name>
    <message>
        <source>If the keyring does not serve you, keep your keys elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As long as there is no keyring, new keys can be kept elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep keys elsewhere…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys are kept for this session only: when this window closes, they are forgotten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some keys are kept for this session only: when this window closes, they are forgotten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move keys to the keyring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep them for good…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a keyring now. Your keys can be kept there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moving keys to the keyring: {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moving keys to the encrypted file: {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taking keys into this session: {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys that stay where they were: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy&apos;s password stays where it was. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{description}” stays where it was. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} keys stay where they were. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StoreForm</name>
    <message>
        <source>Move the keys there that are kept elsewhere now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the passphrase of the file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StoreOffer</name>
    <message>
        <source>Keep keys elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep keys there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where shall your keys be kept?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VerdictCard</name>
    <message>
        <source>{number}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Waterfall</name>
    <message>
        <source>Timings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what}: from {begin}, took {time}. {result}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✕ failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ ok</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Ages</name>
    <message>
        <source>just now</source>
        <translation>adesso</translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n ora fa</numerusform>
            <numerusform>%n ore fa</numerusform>
        </translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>ieri</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n giorno fa</numerusform>
            <numerusform>%n giorni fa</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n minuto fa</numerusform>
            <numerusform>%n minuti fa</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>details</name>
    <message>
        <source>The key was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent to iottly, nor was the key.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>failure_words</name>
    <message>
        <source>The settings could not be saved: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stages</name>
    <message>
        <source>Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name lookup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{state} in {time}: {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{state} in {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{state}: {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trying…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ ok</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✕ failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>– not done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>wording</name>
    <message>
        <source>{count} ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>No proxy was used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text was not sent, because it cannot be a key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key does not look like an iottly key, which has 32 digits and letters from a to f.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the keyring failed: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As written: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The API address in the settings ({host}) is not the documented one, api.cloud.iottly.com.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A password in --proxy can be seen by others who use this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which certificates are trusted was set by the environment variable {variable}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy {proxy} comes from {origin}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A proxy is set, but “{entry}” in its exceptions (NO_PROXY) lets {host} go without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The exceptions (NO_PROXY) do not cover {host}: {entries}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The automatic configuration (PAC) file cannot be used: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy offers these ways to sign in: {offers}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy answered {status} {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The password went to the proxy unencrypted or hardly protected, as this way of signing in does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed in to the proxy by {way} as {account}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy refuses {account}, who was to be signed in by {way}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy does not go on with signing in by {way}; the password was not sent that way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The password of {account} was refused before, so it was not sent again: accounts get locked. To have the same password tried once more, start this program anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signing in does not work: {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signing in by Kerberos is not installed with this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no Kerberos ticket on this computer. If your company uses them, log in again, or get one with “kinit”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Kerberos ticket of {account} has expired. Log in again, or get a new one with “kinit”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kerberos does not work because the clock of this computer is off by more than five minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Kerberos server for {account} cannot be found, or it does not know this proxy: the realm may be the wrong one. ({detail})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No Kerberos server answers. ({detail})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Kerberos server does not accept the password of {account}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy {proxy} made the connection, which then failed behind it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without the proxy the connection works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without the proxy the connection fails too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Through the proxy {proxy} the connection works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Through the proxy {proxy} the connection fails too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clock of this computer is off by {minutes} minutes: by the other side&apos;s clock it is {time} (UTC).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These addresses of {host} did not answer: {addresses}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate was issued by {issuer}, which this computer does not trust.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is typical of {product}, security software that opens secure connections.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without encryption a sign-in page answers: this network probably wants you to sign in first. Open any web page in your browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate is for {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate is valid from {not_before} to {not_after}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer points to {location}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>iottly asks us to wait: {value} (seconds, or until that time).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer itself says status {status}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the environment variable {variable}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this computer&apos;s network settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the automatic configuration (PAC) file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nowhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{proxy}, from {origin}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none, as the settings say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none: this computer has no proxy set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none: {host} is an exception (NO_PROXY)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none: the service is on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none, as the automatic configuration (PAC) file says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none: the automatic configuration (PAC) file cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings of this program say: no proxy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings of this program name the proxy {proxy}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings of this program leave it to this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The environment variables HTTPS_PROXY and ALL_PROXY name no proxy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The environment variable {variable} names the proxy {proxy}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer&apos;s network settings name no proxy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer&apos;s network settings name the proxy {proxy}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The automatic configuration (PAC) file says: without a proxy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The automatic configuration (PAC) file names the proxy {proxy}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service is on this computer, which no proxy is asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy answered {status} to the request for a connection (CONNECT).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has a space or a control character in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has to begin with https://</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has to begin with http://, https://, socks5:// or socks5h://</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has to begin with http://, https:// or file://</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does not begin with a known protocol.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name of the computer in it is not a possible one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The port has to be a number from 1 to 65535.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It must not have a user name or password in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It must not have a “?” or “#” in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It must end after the port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has characters that an address cannot have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has to begin with https://, or your key would be sent unencrypted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has to be a number of seconds from 1 to 120.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Describe your API key first: who or what uses it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The description is too long: {limit} characters at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The description has characters that cannot be shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a key called “{description}” already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The description contains the key itself. Use a name, so that the key stays secret.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste the API key first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the placeholder from the documentation. Put your own key in its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be a key: there is a space or a line break inside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be a key: there is a quotation mark inside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be a key: it has characters other than plain letters, digits and signs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be a key: it is too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key is in the list already, as “{description}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key is not in the list any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key list was written by a newer version of this program. It was left as it is: {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key list cannot be read, and not be put right either. It was left as it is: {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key list cannot be written: {path} ({detail})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program is using the key list. Try again in a moment: {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key list was damaged. What could be read is in a new one (keys: {keys}, results: {checks}). The damaged list is kept as {kept_as}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is too long: 16 MiB and 10,000 keys at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is no text that can be read (UTF-8 or UTF-16).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is no list of keys: neither exported by this program, nor a table with a column “description”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file was exported by a newer version of this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not the passphrase of the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the list already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not added: the list has another key called that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not added: the list has this key as “{known_as}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not in the list; the file has no keys, so add it with its key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not added: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file {path} cannot be opened; the defaults are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file {path} cannot be read; the defaults are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file {path} could not be read; the defaults are used. It is kept as {kept_as}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the report to your IT department.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it goes on, send the report to iottly support: iottly-support@tomorrowdata.io.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait a few minutes and test again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If you can, try another network, a phone&apos;s hotspot for instance: if it works there, this network is the reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the key again on iottly: open your project, press OPEN at the top right, and look under “Manage API keys”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key works, with a remark.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This text cannot be an API key, so nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no key in this text, so nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the placeholder from the documentation, not a key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a space or a line break inside this key, so nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make sure that you copied one key only, from its first to its last character.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This text is too long for an API key, so nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list has this description, but this computer&apos;s keyring has no key for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the entry and add the key again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>iottly does not accept this key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look under “Manage API keys” on iottly whether this key is still there; it may have been deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it is there, copy it again and add it here in place of this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it is gone, create a new API key on iottly and use that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>iottly knows this key, but the key has no permission for this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask whoever manages your iottly project whether this key may use the API.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or create a new API key on iottly and use that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key is good, but iottly does not accept it in the way its documentation says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the report to iottly support: iottly-support@tomorrowdata.io.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until then, programs can send the key in a header named “Authorization”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has no keyring, the safe place where keys are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install and start a keyring: GNOME Keyring, KWallet or KeePassXC.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start this program from the desktop, not from a remote or administrator&apos;s session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring on this computer is locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test again, and answer the window that asks for the keyring&apos;s password (often the one that you log in with).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If no window appears, log out of this computer, log in again, and test again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring on this computer does not work as it should.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log out of this computer, log in again, and test again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If that does not help, send the report to whoever looks after this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A setting cannot be used as it is written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Settings and correct it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The API address in the settings cannot be used: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Settings and correct the API address, or press “Use defaults”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy in the settings cannot be used: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Settings and correct the proxy, or choose “Automatic”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy in this computer&apos;s environment variable {variable} cannot be used: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask whoever looks after this computer to correct the variable {variable}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or open Settings and choose the proxy there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy in this computer&apos;s network settings cannot be used: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the proxy in the network settings of this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of the proxy configuration (PAC) file cannot be used: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the address of the PAC file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time limit in the settings cannot be used: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Settings and correct the time limit, or press “Use defaults”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer is not connected to any network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect to a network: plug in the cable, or switch Wi-Fi on and aeroplane mode off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The date or time of this computer is wrong, so it cannot verify who answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the date and time of this computer to automatic.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name {host} cannot be found from this network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make sure that the API address in the settings is right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your IT department whether {host} has to be resolved in this network, or whether you need a proxy or VPN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This network&apos;s name service (DNS) does not answer properly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check whether any web site opens in your browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disconnect from the network and connect again; restart the router if it is yours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it goes on, tell your IT department that DNS fails for {host}, and send them the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This network&apos;s name service (DNS) blocks {host}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your IT department to allow {host}: a DNS filter gives a false address for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If you run an ad blocker or parental control, allow {host} there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to {host} is refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your IT department whether a firewall refuses connections to {host}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} does not answer: the connection gets no reply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your IT department whether a firewall drops connections to {host}, or whether you need a proxy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to {host} is broken off before it is secured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your IT department whether a firewall or filter breaks connections to {host}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send them the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A router or firewall says that there is no way to {host}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If you use a VPN, connect it and test again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your IT department to allow the way to {host}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody this computer does not trust answers in place of {host}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not enter your key anywhere else on this network for now; this program did not send it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your IT department whether security software opens secure connections here, and to install its certificate on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of {host} has expired.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the date of this computer is right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of {host} is not valid yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another server answers in place of {host}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If this is a guest or hotel Wi-Fi, open any web page in your browser and sign in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No secure connection to {host} could be agreed on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your IT department whether security software or a filter stands in between.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What answers at {host} does not speak a secure protocol.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make sure that the API address in the settings is right, its port too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} can be reached, but securing the connection never ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your IT department whether a firewall or filter holds connections to {host}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This network wants you to sign in before it lets you out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open any web page in your browser; the network&apos;s sign-in page appears. Sign in there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A web filter in this network blocks {host}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your IT department to allow {host} in the web filter, and send them the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} sends us on to another address, which the iottly API never does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>iottly was reached, but its answer did not come in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow more time in Settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>iottly was reached, but its answer broke off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something answers at {host}, but not as the iottly API does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} answers, but there is no iottly API at this address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make sure that the API address in the settings is right; the documented one is https://api.cloud.iottly.com/v1.0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>iottly asks us to slow down: there were too many requests.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find out which program calls the API so often with your keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>iottly answers with an error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the error that iottly gives below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>iottly has a fault of its own at the moment (HTTP {status}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>iottly is not available at the moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name of the proxy, {proxy_host}, cannot be found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the proxy belongs to your company&apos;s network, connect to it or to its VPN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the proxy&apos;s address for a typing mistake; it comes from {origin}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your IT department for the proxy&apos;s address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No proxy is running at {proxy}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the proxy&apos;s address and port for a typing mistake; it comes from {origin}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If a program on this computer is the proxy, start it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no way from here to the proxy {proxy}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your IT department whether the proxy&apos;s address is right; it comes from {origin}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy {proxy} does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your IT department whether the proxy is running; its address comes from {origin}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy asks for a user name and a password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Settings, Proxy, and type the user name and password that you use at work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If you have none, send the report to your IT department.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy does not accept the user name and password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Settings, Proxy, and type your user name and password again. Do not try too often: accounts get locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If you changed your password at work lately, use the new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy does not let you in by your company&apos;s sign-in (Kerberos).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or open Settings, Proxy, and type the user name and password that you use at work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy does not let you in, because the clock of this computer is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy wants you to sign in by a method that this program does not have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your IT department to let {host} through without signing in, or to offer Negotiate, NTLM, Digest or Basic.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy does not allow the way to {host}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your IT department to allow {host} on the proxy, and send them the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy works, but it cannot reach {host}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell your IT department that the proxy {proxy} cannot reach {host}, and send them the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What answers at {proxy} is not the kind of proxy that is set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the proxy&apos;s address, port and kind; it comes from {origin}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No secure connection to the proxy {proxy} could be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check whether the proxy&apos;s address should begin with http:// instead of https://; it comes from {origin}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your IT department about the proxy&apos;s certificate, and send them the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy takes your key out of the request on its way to iottly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your IT department to let the header “Authentication” through to {host}, and send them the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The way to iottly leads through a proxy here, and this test went without.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Settings, Proxy, and choose “Automatic”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If {host} stands in NO_PROXY, ask your IT department to take it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The automatic proxy configuration (PAC file) cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your IT department for the proxy&apos;s address, and set it in Settings, Proxy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The test was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test again when you like.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program made a mistake of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test again; if it happens again, send the report to iottly support: iottly-support@tomorrowdata.io.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever manages your API keys on iottly can fix this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You, or whoever looks after this computer, can fix this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your IT department, or whoever runs this network, can fix this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your IT department, or you, can fix this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>iottly can fix this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The makers of this program can fix this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your key was not sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your key was sent to {host} alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or have your keys kept elsewhere: see “Keep keys” in Settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No keyring can be reached, because this session has no desktop&apos;s message bus (D-Bus).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring is turned off by a setting of the “keyring” library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the variable PYTHON_KEYRING_BACKEND, or the line “default-keyring” in keyringrc.cfg.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring that is set for the “keyring” library cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct or remove the variable PYTHON_KEYRING_BACKEND, or the file keyringrc.cfg.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring stayed locked, because its password was not given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The encrypted file with your keys is locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock it with its passphrase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not the passphrase of the encrypted file with your keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; upper and lower case count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring on this computer does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring on this computer ended while it was being asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key is too long for this computer&apos;s keyring: {limit} characters at most, it has {length}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring on this computer did not keep what it was given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key is kept for its session only, by another window of this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test it in the window in which it was added, or add it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings say to keep keys in a place that this version does not know.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Settings and choose where keys are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The encrypted file with your keys is damaged. It was left as it is: {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If there is a copy of this file, put it in its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The encrypted file with your keys was written by a newer version of this program: {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The encrypted file with your keys cannot be opened or written: {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make sure that the disk has room, and that this file is yours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program cannot write to its own folder: {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make sure that the disk has room, and that this folder is yours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program is using the encrypted file with your keys. Try again in a moment: {path}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
