<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="it" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About iottly Key Check</source>
        <translation>Informazioni su iottly Key Check</translation>
    </message>
    <message>
        <source>The work of others in it</source>
        <translation>Il lavoro di altri che contiene</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Versione {version}</translation>
    </message>
    <message>
        <source>Tells whether an iottly API key works from this computer, and what is in the way if it does not.</source>
        <translation>Indica se una chiave API di iottly funziona da questo computer e, se non funziona, che cosa lo impedisce.</translation>
    </message>
    <message>
        <source>This program is free software under the MIT licence, which its file LICENSE has.</source>
        <translation>Questo programma è software libero con licenza MIT, riportata nel file LICENSE.</translation>
    </message>
    <message>
        <source>It uses Qt {qt} and PySide6 {pyside}, unchanged, under the GNU Lesser General Public License, version 3. You may replace them by your own builds: they lie beside the program as shared libraries.</source>
        <translation>Usa Qt {qt} e PySide6 {pyside}, non modificati, con la licenza GNU Lesser General Public License, versione 3. È possibile sostituirli con versioni compilate in proprio: si trovano accanto al programma come librerie condivise.</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>New key</source>
        <translation>Nuova chiave</translation>
    </message>
    <message>
        <source>Import keys…</source>
        <translation>Importa chiavi…</translation>
    </message>
    <message>
        <source>Export keys…</source>
        <translation>Esporta chiavi…</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Impostazioni</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Esci</translation>
    </message>
    <message>
        <source>Undo delete</source>
        <translation>Annulla eliminazione</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Cerca</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Verifica connessione</translation>
    </message>
    <message>
        <source>Test all</source>
        <translation>Verifica tutte</translation>
    </message>
    <message>
        <source>Watch…</source>
        <translation>Monitora…</translation>
    </message>
    <message>
        <source>Test with and without proxy</source>
        <translation>Verifica con e senza proxy</translation>
    </message>
    <message>
        <source>Copy report as text</source>
        <translation>Copia rapporto come testo</translation>
    </message>
    <message>
        <source>Copy as curl command</source>
        <translation>Copia come comando curl</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>Salva rapporto…</translation>
    </message>
    <message>
        <source>Send report…</source>
        <translation>Invia rapporto…</translation>
    </message>
    <message>
        <source>Open report…</source>
        <translation>Apri rapporto…</translation>
    </message>
    <message>
        <source>Try the practice API</source>
        <translation>Usa l’API di prova</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Aiuto</translation>
    </message>
    <message>
        <source>About iottly Key Check</source>
        <translation>Informazioni su iottly Key Check</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;File</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Modifica</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>&amp;Verifica</translation>
    </message>
    <message>
        <source>&amp;Report</source>
        <translation>&amp;Rapporto</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Aiuto</translation>
    </message>
    <message>
        <source>{action} ({shortcut})</source>
        <translation>{action} ({shortcut})</translation>
    </message>
</context>
<context>
    <name>AddKeyForm</name>
    <message>
        <source>Paste the key, or the whole curl line</source>
        <translation>Incollare la chiave o l’intera riga curl</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostra</translation>
    </message>
    <message>
        <source>Show the key while typing</source>
        <translation>Mostra la chiave durante la digitazione</translation>
    </message>
    <message>
        <source>+ Add API key</source>
        <translation>+ Aggiungi chiave API</translation>
    </message>
    <message>
        <source>Add API key</source>
        <translation>Aggiungi chiave API</translation>
    </message>
    <message>
        <source>Create new API key on iottly ↗</source>
        <translation>Crea nuova chiave API su iottly ↗</translation>
    </message>
    <message>
        <source>Create new API key on iottly, opens the browser</source>
        <translation>Crea nuova chiave API su iottly, apre il browser</translation>
    </message>
    <message>
        <source>Describe your API key</source>
        <translation>Descrizione della chiave API</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>Chiave API</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Nascondi</translation>
    </message>
</context>
<context>
    <name>CheckChart</name>
    <message>
        <source>Chart of past checks</source>
        <translation>Grafico delle verifiche passate</translation>
    </message>
</context>
<context>
    <name>ClosingQuestion</name>
    <message>
        <source>Before the window closes</source>
        <translation>Prima di chiudere la finestra</translation>
    </message>
    <message>
        <source>Forget and close</source>
        <translation>Dimentica e chiudi</translation>
    </message>
    <message>
        <source>The key “{description}” is kept for this session only: when this window closes, it is forgotten.</source>
        <translation>La chiave “{description}” è conservata solo per questa sessione: alla chiusura della finestra viene dimenticata.</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) are kept for this session only: when this window closes, they are forgotten.</source>
        <translation>
            <numerusform>%n chiave è conservata solo per questa sessione: alla chiusura della finestra viene dimenticata.</numerusform>
            <numerusform>%n chiavi sono conservate solo per questa sessione: alla chiusura della finestra vengono dimenticate.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CopyButton</name>
    <message>
        <source>✓ Copied</source>
        <translation>✓ Copiato</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Report of a defect</source>
        <translation>Rapporto di un difetto</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copia</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Apri cartella</translation>
    </message>
    <message>
        <source>It is kept as {path}.</source>
        <translation>È conservato in {path}.</translation>
    </message>
    <message>
        <source>Please send this text to iottly support (iottly-support@tomorrowdata.io) and say what you did last. It tells where in the program the defect is; no keys, passwords or descriptions are in it.</source>
        <translation>Inviare questo testo all’assistenza iottly (iottly-support@tomorrowdata.io) e indicare le ultime operazioni eseguite. Dice in quale punto del programma si trova il difetto; non contiene chiavi, password né descrizioni.</translation>
    </message>
    <message>
        <source>iottly Key Check has to stop: there is a defect in it.</source>
        <translation>iottly Key Check deve chiudersi: contiene un difetto.</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Copiato.</translation>
    </message>
</context>
<context>
    <name>DescriptionField</name>
    <message>
        <source>For example Analytics, or John Smith</source>
        <translation>Ad esempio Analytics o Mario Rossi</translation>
    </message>
    <message>
        <source>Suggested names</source>
        <translation>Nomi suggeriti</translation>
    </message>
    <message>
        <source>Suggest a name</source>
        <translation>Suggerisci un nome</translation>
    </message>
    <message>
        <source>{name} – an application</source>
        <translation>{name} – un’applicazione</translation>
    </message>
    <message>
        <source>{name} – a person or a place</source>
        <translation>{name} – una persona o un luogo</translation>
    </message>
    <message>
        <source>John Smith</source>
        <translation>Mario Rossi</translation>
    </message>
    <message>
        <source>Operator 1</source>
        <translation>Operatore 1</translation>
    </message>
    <message>
        <source>Testing Lab</source>
        <translation>Laboratorio prove</translation>
    </message>
    <message>
        <source>That is an API key, so it went to the field below. Describe it here.</source>
        <translation>Questa è una chiave API, perciò è stata spostata nel campo qui sotto. Descriverla qui.</translation>
    </message>
    <message>
        <source>“{description}” will say little in a year. A name like Analytics or John Smith tells who uses the key.</source>
        <translation>“{description}” dirà poco fra un anno. Un nome come Analytics o Mario Rossi dice chi usa la chiave.</translation>
    </message>
</context>
<context>
    <name>DetailSection</name>
    <message>
        <source>Copy</source>
        <translation>Copia</translation>
    </message>
    <message>
        <source>Copy: {title}</source>
        <translation>Copia: {title}</translation>
    </message>
    <message>
        <source>▾ {title}</source>
        <translation>▾ {title}</translation>
    </message>
    <message>
        <source>▸ {title}</source>
        <translation>▸ {title}</translation>
    </message>
</context>
<context>
    <name>DetailsView</name>
    <message>
        <source>Check</source>
        <translation>Verifica</translation>
    </message>
    <message>
        <source>Details for support</source>
        <translation>Dettagli per l’assistenza</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Copia tutto</translation>
    </message>
    <message>
        <source>Copy all details</source>
        <translation>Copia tutti i dettagli</translation>
    </message>
    <message>
        <source>Timings</source>
        <translation>Tempi</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Richiesta</translation>
    </message>
    <message>
        <source>Response headers</source>
        <translation>Intestazioni della risposta</translation>
    </message>
    <message>
        <source>Response body</source>
        <translation>Corpo della risposta</translation>
    </message>
    <message>
        <source>Proxy, step by step</source>
        <translation>Proxy, passo per passo</translation>
    </message>
    <message>
        <source>Addresses and attempts</source>
        <translation>Indirizzi e tentativi</translation>
    </message>
    <message>
        <source>Encryption and certificates</source>
        <translation>Cifratura e certificati</translation>
    </message>
    <message>
        <source>Exception</source>
        <translation>Eccezione</translation>
    </message>
</context>
<context>
    <name>DiagnosticsPane</name>
    <message>
        <source>No key chosen</source>
        <translation>Nessuna chiave selezionata</translation>
    </message>
    <message>
        <source>Does my API key work from this computer?</source>
        <translation>La mia chiave API funziona da questo computer?</translation>
    </message>
    <message>
        <source>Choose a key on the left, or add one. Then test it here.</source>
        <translation>Selezionare una chiave a sinistra o aggiungerne una. Poi verificarla qui.</translation>
    </message>
    <message>
        <source>Not tested yet</source>
        <translation>Non ancora verificata</translation>
    </message>
    <message>
        <source>Press “Test connection”. One small request goes to iottly with this key, and you see here how far it came and what iottly said.</source>
        <translation>Premere “Verifica connessione”. Una piccola richiesta parte verso iottly con questa chiave: qui si vede fin dove è arrivata e che cosa ha risposto iottly.</translation>
    </message>
    <message>
        <source>Key in hand</source>
        <translation>Chiave non salvata</translation>
    </message>
    <message>
        <source>Report from a file: {name}, made on {time}. It says how it was on the computer where it was made, not on this one.</source>
        <translation>Rapporto da un file: {name}, creato il {time}. Descrive la situazione del computer su cui è stato creato, non di questo.</translation>
    </message>
    <message>
        <source>Close report</source>
        <translation>Chiudi rapporto</translation>
    </message>
    <message>
        <source>An earlier check, made on {time}.</source>
        <translation>Una verifica precedente, del {time}.</translation>
    </message>
    <message>
        <source>Back to the last</source>
        <translation>Torna all’ultima</translation>
    </message>
    <message>
        <source>{host} · without a proxy</source>
        <translation>{host} · senza proxy</translation>
    </message>
    <message>
        <source>{host} · through {proxy}</source>
        <translation>{host} · tramite {proxy}</translation>
    </message>
</context>
<context>
    <name>EmptyList</name>
    <message>
        <source>No keys here yet</source>
        <translation>Ancora nessuna chiave</translation>
    </message>
    <message>
        <source>Paste an API key: it is kept where you choose, and you see at once whether it works from this computer. If you have none at hand, try the sample keys of a practice API first; nothing leaves this computer then.</source>
        <translation>Incollare una chiave API: viene conservata dove si preferisce, e si vede subito se funziona da questo computer. Se non se ne ha una a portata di mano, provare prima le chiavi di esempio di un’API di prova: in tal caso nulla lascia questo computer.</translation>
    </message>
    <message>
        <source>Paste your key</source>
        <translation>Incolla la chiave</translation>
    </message>
    <message>
        <source>Try the practice API</source>
        <translation>Usa l’API di prova</translation>
    </message>
</context>
<context>
    <name>FactTable</name>
    <message>
        <source>{name}: {value}</source>
        <translation>{name}: {value}</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Help</source>
        <translation>Aiuto</translation>
    </message>
    <message>
        <source>Open the iottly console</source>
        <translation>Apri la console iottly</translation>
    </message>
    <message>
        <source>Write to iottly support</source>
        <translation>Scrivi all’assistenza iottly</translation>
    </message>
    <message>
        <source>iottly Key Check {version}</source>
        <translation>iottly Key Check {version}</translation>
    </message>
    <message>
        <source>What this program does</source>
        <translation>Che cosa fa questo programma</translation>
    </message>
    <message>
        <source>It tells you whether your iottly API key works from this computer. If it does not, it tells you what is in the way and who can fix it.</source>
        <translation>Indica se la chiave API di iottly funziona da questo computer. Se non funziona, indica che cosa lo impedisce e chi può rimediare.</translation>
    </message>
    <message>
        <source>A test sends one small request with your key to iottly and looks at every step on the way: the proxy, the network, the encryption, the answer, the key. Nothing is changed at iottly, and nobody else is asked.</source>
        <translation>Una verifica invia a iottly una sola piccola richiesta con la chiave e osserva ogni passo del percorso: il proxy, la rete, la cifratura, la risposta, la chiave. Presso iottly non viene modificato nulla e nessun altro viene interpellato.</translation>
    </message>
    <message>
        <source>How to get a key</source>
        <translation>Come ottenere una chiave</translation>
    </message>
    <message>
        <source>1. Open the iottly console and go to the dashboard of your project.</source>
        <translation>1. Aprire la console iottly e andare alla dashboard del progetto.</translation>
    </message>
    <message>
        <source>2. Press OPEN at the top right, and go to “Manage API keys”.</source>
        <translation>2. Premere OPEN in alto a destra e andare a “Manage API keys”.</translation>
    </message>
    <message>
        <source>3. Type a description and press “Create new API key”.</source>
        <translation>3. Scrivere una descrizione e premere “Create new API key”.</translation>
    </message>
    <message>
        <source>4. Copy the key, and paste it here under “API key”.</source>
        <translation>4. Copiare la chiave e incollarla qui sotto “Chiave API”.</translation>
    </message>
    <message>
        <source>A good description says who uses the key: “Analytics” or “Dashboard” for a program, “John Smith” or “Testing Lab” for people.</source>
        <translation>Una buona descrizione dice chi usa la chiave: “Analytics” o “Dashboard” per un programma, “Mario Rossi” o “Laboratorio prove” per le persone.</translation>
    </message>
    <message>
        <source>Your keys</source>
        <translation>Le chiavi</translation>
    </message>
    <message>
        <source>Keys are kept in the keyring of this computer, or, where there is none, until the window closes, and are sent to iottly only. A key gives access to your data: do not share it. Reports never contain it.</source>
        <translation>Le chiavi sono conservate nel portachiavi di questo computer o, se non c’è, fino alla chiusura della finestra, e vengono inviate soltanto a iottly. Una chiave dà accesso ai dati: non va condivisa. I rapporti non la contengono mai.</translation>
    </message>
    <message>
        <source>Deleting a key here removes it from this computer. It does not revoke it: to do that, delete it in the iottly console.</source>
        <translation>Eliminare una chiave qui la rimuove da questo computer, ma non la revoca: per revocarla, eliminarla nella console iottly.</translation>
    </message>
    <message>
        <source>If it does not work</source>
        <translation>Se non funziona</translation>
    </message>
    <message>
        <source>Follow the steps under the result. Where they name your IT department, save the report and send it to them. For everything else write to {address}; the report helps there, too.</source>
        <translation>Seguire i passi indicati sotto il risultato. Dove è nominato il reparto IT, salvare il rapporto e inviarglielo. Per tutto il resto scrivere a {address}; anche lì il rapporto è d’aiuto.</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>Past checks</source>
        <translation>Verifiche passate</translation>
    </message>
    <message>
        <source>Past checks of “{description}”</source>
        <translation>Verifiche passate di “{description}”</translation>
    </message>
    <message>
        <source>The newest {count} are kept, and of older ones those that were the first of a day or that changed the result.</source>
        <translation>Vengono conservate le {count} più recenti e, fra le precedenti, le prime di ogni giorno e quelle che hanno cambiato il risultato.</translation>
    </message>
    <message>
        <source>Open report</source>
        <translation>Apri rapporto</translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>When</source>
        <translation>Quando</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Risultato</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
</context>
<context>
    <name>HistoryPresenter</name>
    <message>
        <source>There is no report of this check any more, or none that can be read.</source>
        <translation>Di questa verifica non c’è più un rapporto, o nessuno che si possa leggere.</translation>
    </message>
</context>
<context>
    <name>HistorySection</name>
    <message>
        <source>All checks…</source>
        <translation>Tutte le verifiche…</translation>
    </message>
    <message>
        <source>Watch…</source>
        <translation>Monitora…</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import keys</source>
        <translation>Importa chiavi</translation>
    </message>
    <message>
        <source>Keys of the file</source>
        <translation>Chiavi del file</translation>
    </message>
    <message>
        <source>Keys that are added</source>
        <translation>Chiavi che vengono aggiunte</translation>
    </message>
    <message numerus="yes">
        <source>Import %n key(s)</source>
        <translation>
            <numerusform>Importa %n chiave</numerusform>
            <numerusform>Importa %n chiavi</numerusform>
        </translation>
    </message>
    <message>
        <source>“{name}” has no keys in it.</source>
        <translation>“{name}” non contiene chiavi.</translation>
    </message>
    <message>
        <source>“{name}” has descriptions only, so nothing can be added from it. Here is how it compares with your list.</source>
        <translation>“{name}” contiene solo descrizioni, quindi non se ne può aggiungere nulla. Ecco il confronto con il proprio elenco.</translation>
    </message>
    <message>
        <source>What importing “{name}” will do:</source>
        <translation>Effetto dell’importazione di “{name}”:</translation>
    </message>
    <message>
        <source>All keys of “{name}” are in your list already. Nothing changes.</source>
        <translation>Tutte le chiavi di “{name}” sono già nell’elenco. Non cambia nulla.</translation>
    </message>
    <message>
        <source>There is nothing to add from “{name}”.</source>
        <translation>Non c’è nulla da aggiungere da “{name}”.</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) will be added.</source>
        <translation>
            <numerusform>%n chiave verrà aggiunta.</numerusform>
            <numerusform>%n chiavi verranno aggiunte.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) are in your list already.</source>
        <translation>
            <numerusform>%n chiave è già nell’elenco.</numerusform>
            <numerusform>%n chiavi sono già nell’elenco.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n description(s) are not in your list.</source>
        <translation>
            <numerusform>%n descrizione non è nell’elenco.</numerusform>
            <numerusform>%n descrizioni non sono nell’elenco.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) cannot be added; the list says why.</source>
        <translation>
            <numerusform>%n chiave non può essere aggiunta; l’elenco dice perché.</numerusform>
            <numerusform>%n chiavi non possono essere aggiunte; l’elenco dice perché.</numerusform>
        </translation>
    </message>
    <message>
        <source>Adding keys: {done} of {total}</source>
        <translation>Aggiunta delle chiavi: {done} di {total}</translation>
    </message>
</context>
<context>
    <name>ImportLines</name>
    <message>
        <source>Description</source>
        <translation>Descrizione</translation>
    </message>
    <message>
        <source>What becomes of it</source>
        <translation>Esito</translation>
    </message>
    <message>
        <source>new</source>
        <translation>nuova</translation>
    </message>
</context>
<context>
    <name>KeyListModel</name>
    <message>
        <source>never tested</source>
        <translation>mai verificata</translation>
    </message>
    <message>
        <source>{age}, outdated</source>
        <translation>{age}, superato</translation>
    </message>
    <message>
        <source>{description}, {result}, {age}</source>
        <translation>{description}, {result}, {age}</translation>
    </message>
    <message>
        <source>works</source>
        <translation>funziona</translation>
    </message>
    <message>
        <source>works, with a remark</source>
        <translation>funziona, con una nota</translation>
    </message>
    <message>
        <source>does not work</source>
        <translation>non funziona</translation>
    </message>
    <message>
        <source>no result</source>
        <translation>nessun risultato</translation>
    </message>
</context>
<context>
    <name>KeyListView</name>
    <message>
        <source>API keys</source>
        <translation>Chiavi API</translation>
    </message>
    <message>
        <source>Copied. The clipboard is cleared in half a minute.</source>
        <translation>Copiata. Gli appunti vengono svuotati dopo mezzo minuto.</translation>
    </message>
</context>
<context>
    <name>KeyPanel</name>
    <message>
        <source>Deleted “{description}”. This does not revoke the key at iottly.</source>
        <translation>“{description}” è stata eliminata. La chiave non è revocata presso iottly.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annulla</translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n key(s). This does not revoke them at iottly.</source>
        <translation>
            <numerusform>%n chiave eliminata. Questo non la revoca presso iottly.</numerusform>
            <numerusform>%n chiavi eliminate. Questo non le revoca presso iottly.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>Mostrale</translation>
    </message>
</context>
<context>
    <name>KeyRowDelegate</name>
    <message>
        <source>{key} · {age}</source>
        <translation>{key} · {age}</translation>
    </message>
    <message>
        <source>New description of {description}</source>
        <translation>Nuova descrizione di {description}</translation>
    </message>
</context>
<context>
    <name>KeysPresenter</name>
    <message>
        <source>“{description}” does not look like an iottly key (32 digits and letters a to f). It was added all the same.</source>
        <translation>“{description}” non ha l’aspetto di una chiave iottly (32 cifre e lettere da a a f). È stata aggiunta comunque.</translation>
    </message>
    <message>
        <source>The key was not added: the keyring was not waited for.</source>
        <translation>La chiave non è stata aggiunta: il portachiavi non ha risposto in tempo utile.</translation>
    </message>
    <message>
        <source>What you deleted is off the list. It could not be removed from where it was kept yet; that is made up for later. {reason}</source>
        <translation>Ciò che è stato eliminato non è più nell’elenco. Non è stato ancora possibile rimuoverlo da dove era conservato; verrà fatto più tardi. {reason}</translation>
    </message>
    <message>
        <source>The key of “{description}” is not where it was kept any more. Delete it here and add the key again.</source>
        <translation>La chiave di “{description}” non si trova più dove era conservata. Eliminarla qui e aggiungerla di nuovo.</translation>
    </message>
</context>
<context>
    <name>LanguageChoice</name>
    <message>
        <source>As the system</source>
        <translation>Come il sistema</translation>
    </message>
</context>
<context>
    <name>ListTools</name>
    <message>
        <source>Manage API keys</source>
        <translation>Gestione chiavi API</translation>
    </message>
    <message>
        <source>Sort:</source>
        <translation>Ordina:</translation>
    </message>
    <message>
        <source>Sort the keys by</source>
        <translation>Ordina le chiavi</translation>
    </message>
    <message>
        <source>as added</source>
        <translation>come aggiunte</translation>
    </message>
    <message>
        <source>by name</source>
        <translation>per nome</translation>
    </message>
    <message>
        <source>by last test</source>
        <translation>per ultima verifica</translation>
    </message>
    <message>
        <source>by result</source>
        <translation>per risultato</translation>
    </message>
    <message numerus="yes">
        <source>Test %n selected</source>
        <translation>
            <numerusform>Verifica %n selezionata</numerusform>
            <numerusform>Verifica %n selezionate</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Test %n found</source>
        <translation>
            <numerusform>Verifica quella trovata</numerusform>
            <numerusform>Verifica le %n trovate</numerusform>
        </translation>
    </message>
    <message>
        <source>Test all</source>
        <translation>Verifica tutte</translation>
    </message>
</context>
<context>
    <name>MainView</name>
    <message>
        <source>Something went wrong inside the program, and what you did last may not have happened. Please try again; if it comes back, send the report to iottly support.</source>
        <translation>Si è verificato un problema interno al programma e l’ultima operazione potrebbe non essere stata eseguita. Riprovare; se si ripete, inviare il rapporto all’assistenza iottly.</translation>
    </message>
    <message>
        <source>The program ended unexpectedly when it ran last. If that comes back, send the report to iottly support.</source>
        <translation>L’ultima volta il programma è terminato in modo imprevisto. Se succede di nuovo, inviare il rapporto all’assistenza iottly.</translation>
    </message>
    <message>
        <source>Show report</source>
        <translation>Mostra rapporto</translation>
    </message>
    <message>
        <source>Waiting for your keyring… It may be asking for its password.</source>
        <translation>In attesa del portachiavi… Forse chiede la sua password.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annulla</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Practice – {program}</source>
        <translation>Prova – {program}</translation>
    </message>
    <message>
        <source>Practice API: nothing here is real</source>
        <translation>API di prova: qui nulla è reale</translation>
    </message>
</context>
<context>
    <name>NothingFound</name>
    <message>
        <source>Show all keys</source>
        <translation>Mostra tutte le chiavi</translation>
    </message>
    <message>
        <source>No key matches “{text}”.</source>
        <translation>Nessuna chiave corrisponde a “{text}”.</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Dismiss</source>
        <translation>Chiudi</translation>
    </message>
    <message>
        <source>Dismiss this message</source>
        <translation>Chiudi questo messaggio</translation>
    </message>
</context>
<context>
    <name>PaneHeader</name>
    <message>
        <source>Test connection</source>
        <translation>Verifica connessione</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annulla</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Interruzione in corso…</translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Show the password</source>
        <translation>Mostra la password</translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>Keys tested</source>
        <translation>Chiavi verificate</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annulla</translation>
    </message>
    <message>
        <source>Stop testing the keys</source>
        <translation>Interrompi la verifica delle chiavi</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} di {total}</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Interruzione in corso…</translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n non funziona</numerusform>
            <numerusform>%n non funzionano</numerusform>
        </translation>
    </message>
    <message>
        <source>{counted}, {failed}</source>
        <translation>{counted}, {failed}</translation>
    </message>
    <message>
        <source>Stopped: {done} of {total} keys were tested.</source>
        <translation>Interrotto: {done} di {total} chiavi verificate.</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) tested: all work.</source>
        <translation>
            <numerusform>%n chiave verificata: funziona.</numerusform>
            <numerusform>%n chiavi verificate: funzionano tutte.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) tested</source>
        <translation>
            <numerusform>%n chiave verificata</numerusform>
            <numerusform>%n chiavi verificate</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n do(es) not work</source>
        <translation>
            <numerusform>%n non funziona</numerusform>
            <numerusform>%n non funzionano</numerusform>
        </translation>
    </message>
    <message>
        <source>{tested}: {failed}.</source>
        <translation>{tested}: {failed}.</translation>
    </message>
</context>
<context>
    <name>ProxyForm</name>
    <message>
        <source>Automatic: as this computer is set up</source>
        <translation>Automatico: come è configurato questo computer</translation>
    </message>
    <message>
        <source>No proxy</source>
        <translation>Nessun proxy</translation>
    </message>
    <message>
        <source>This proxy:</source>
        <translation>Questo proxy:</translation>
    </message>
    <message>
        <source>Forget the stored password</source>
        <translation>Dimentica la password salvata</translation>
    </message>
    <message>
        <source>Proxy address</source>
        <translation>Indirizzo del proxy</translation>
    </message>
    <message>
        <source>User name (if it asks)</source>
        <translation>Nome utente (se richiesto)</translation>
    </message>
    <message>
        <source>Password (if it asks)</source>
        <translation>Password (se richiesta)</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Stored. Type here to replace it.</source>
        <translation>Salvata. Scrivere qui per sostituirla.</translation>
    </message>
</context>
<context>
    <name>ReportActions</name>
    <message>
        <source>Copy report</source>
        <translation>Copia rapporto</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>Salva rapporto…</translation>
    </message>
    <message>
        <source>Send report…</source>
        <translation>Invia rapporto…</translation>
    </message>
    <message>
        <source>▸ Details for support</source>
        <translation>▸ Dettagli per l’assistenza</translation>
    </message>
    <message>
        <source>Details for support</source>
        <translation>Dettagli per l’assistenza</translation>
    </message>
    <message>
        <source>▾ Details for support</source>
        <translation>▾ Dettagli per l’assistenza</translation>
    </message>
</context>
<context>
    <name>ReportPresenter</name>
    <message>
        <source>Copied.</source>
        <translation>Copiato.</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Salva rapporto</translation>
    </message>
    <message>
        <source>Reports ({pattern})</source>
        <translation>Rapporti ({pattern})</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>Salvato come {name}.</translation>
    </message>
    <message>
        <source>Could not be saved as {name}: {reason}.</source>
        <translation>Impossibile salvare come {name}: {reason}.</translation>
    </message>
    <message>
        <source>Your mail program opens. Attach the report to the e-mail: {name}, in {folder}.</source>
        <translation>Si apre il programma di posta. Allegare il rapporto al messaggio: {name}, in {folder}.</translation>
    </message>
    <message>
        <source>There is no mail program here that can be opened. The report is {name}, in {folder}.</source>
        <translation>Qui non c’è un programma di posta che si possa aprire. Il rapporto è {name}, in {folder}.</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Mostra nella cartella</translation>
    </message>
    <message>
        <source>Open report</source>
        <translation>Apri rapporto</translation>
    </message>
    <message>
        <source>All files ({pattern})</source>
        <translation>Tutti i file ({pattern})</translation>
    </message>
    <message>
        <source>“{name}” is not a report of this program.</source>
        <translation>“{name}” non è un rapporto di questo programma.</translation>
    </message>
    <message>
        <source>“{name}” cannot be shown: the report is damaged, or was made by a newer version of this program.</source>
        <translation>Impossibile mostrare “{name}”: il rapporto è danneggiato o è stato creato da una versione più recente di questo programma.</translation>
    </message>
    <message>
        <source>“{name}” cannot be read: {reason}.</source>
        <translation>Impossibile leggere “{name}”: {reason}.</translation>
    </message>
</context>
<context>
    <name>ReportPreview</name>
    <message>
        <source>Send report</source>
        <translation>Invia rapporto</translation>
    </message>
    <message>
        <source>iottly support ({address})</source>
        <translation>Assistenza iottly ({address})</translation>
    </message>
    <message>
        <source>Your IT department</source>
        <translation>Il proprio reparto IT</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Nomi</translation>
    </message>
    <message>
        <source>Computers and addresses</source>
        <translation>Computer e indirizzi</translation>
    </message>
    <message>
        <source>Users and folders</source>
        <translation>Utenti e cartelle</translation>
    </message>
    <message>
        <source>The description of the key, and companies in certificates</source>
        <translation>La descrizione della chiave e le aziende nei certificati</translation>
    </message>
    <message>
        <source>Names and addresses of proxies and other computers</source>
        <translation>Nomi e indirizzi di proxy e altri computer</translation>
    </message>
    <message>
        <source>Who is logged in, and where files are on this computer</source>
        <translation>Chi usa questo computer e dove si trovano i suoi file</translation>
    </message>
    <message>
        <source>Report as it will be sent</source>
        <translation>Rapporto così come verrà inviato</translation>
    </message>
    <message>
        <source>E-mail as it will be sent</source>
        <translation>Messaggio così come verrà inviato</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapporto</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Messaggio</translation>
    </message>
    <message>
        <source>What is sent</source>
        <translation>Che cosa viene inviato</translation>
    </message>
    <message>
        <source>“Write e-mail” saves the report in {folder} and opens your mail program: attach the file there. No key and no password is in it.</source>
        <translation>“Scrivi messaggio” salva il rapporto in {folder} e apre il programma di posta: allegare lì il file. Non contiene chiavi né password.</translation>
    </message>
    <message>
        <source>… and so on: the report is too long to show all of it.</source>
        <translation>… e così via: il rapporto è troppo lungo per essere mostrato per intero.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copia</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Salva…</translation>
    </message>
    <message>
        <source>Write e-mail</source>
        <translation>Scrivi messaggio</translation>
    </message>
    <message>
        <source>Send to</source>
        <translation>Inviare a</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Tralasciare</translation>
    </message>
    <message>
        <source>To: {address}
Subject: {subject}

{body}</source>
        <translation>A: {address}
Oggetto: {subject}

{body}</translation>
    </message>
    <message>
        <source>(you type the address)</source>
        <translation>(indirizzo da inserire)</translation>
    </message>
</context>
<context>
    <name>ResultView</name>
    <message>
        <source>This result was made with other settings. Test again to see how it is now.</source>
        <translation>Questo risultato è stato ottenuto con altre impostazioni. Ripetere la verifica per vedere la situazione attuale.</translation>
    </message>
    <message>
        <source>Test with and without proxy</source>
        <translation>Verifica con e senza proxy</translation>
    </message>
    <message>
        <source>HTTP status</source>
        <translation>Stato HTTP</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Errore</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>none from iottly (the proxy answered {status})</source>
        <translation>nessuno da iottly (il proxy ha risposto {status})</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nessuno</translation>
    </message>
</context>
<context>
    <name>RouteSwitch</name>
    <message>
        <source>Through the proxy</source>
        <translation>Tramite il proxy</translation>
    </message>
    <message>
        <source>Through {proxy}</source>
        <translation>Tramite {proxy}</translation>
    </message>
    <message>
        <source>Without a proxy</source>
        <translation>Senza proxy</translation>
    </message>
</context>
<context>
    <name>RowActions</name>
    <message>
        <source>Delete</source>
        <translation>Elimina</translation>
    </message>
    <message>
        <source>Hide key</source>
        <translation>Nascondi chiave</translation>
    </message>
    <message>
        <source>Show key</source>
        <translation>Mostra chiave</translation>
    </message>
    <message>
        <source>{action}: {description}</source>
        <translation>{action}: {description}</translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation>Copia chiave</translation>
    </message>
</context>
<context>
    <name>RowCommands</name>
    <message>
        <source>Test connection</source>
        <translation>Verifica connessione</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Rinomina</translation>
    </message>
    <message>
        <source>Show key</source>
        <translation>Mostra chiave</translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation>Copia chiave</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Elimina</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Seleziona tutto</translation>
    </message>
    <message>
        <source>Hide key</source>
        <translation>Nascondi chiave</translation>
    </message>
    <message numerus="yes">
        <source>Test %n key(s)</source>
        <translation>
            <numerusform>Verifica %n chiave</numerusform>
            <numerusform>Verifica %n chiavi</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n key(s)</source>
        <translation>
            <numerusform>Elimina %n chiave</numerusform>
            <numerusform>Elimina %n chiavi</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search</source>
        <translation>Cerca</translation>
    </message>
    <message>
        <source>Search the keys</source>
        <translation>Cerca tra le chiavi</translation>
    </message>
    <message>
        <source>Finds descriptions, and the first or last signs of a key ({shortcut})</source>
        <translation>Trova descrizioni, e i primi o gli ultimi caratteri di una chiave ({shortcut})</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Cancella la ricerca</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Impostazioni</translation>
    </message>
    <message>
        <source>Address of the iottly API</source>
        <translation>Indirizzo dell’API iottly</translation>
    </message>
    <message>
        <source>Longest time for one test, in seconds ({shortest} to {longest})</source>
        <translation>Durata massima di una verifica, in secondi (da {shortest} a {longest})</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Lingua</translation>
    </message>
    <message>
        <source>Use defaults</source>
        <translation>Usa valori predefiniti</translation>
    </message>
</context>
<context>
    <name>StationButton</name>
    <message>
        <source>{name}: {state}, {time}</source>
        <translation>{name}: {state}, {time}</translation>
    </message>
    <message>
        <source>{name}: {state}</source>
        <translation>{name}: {state}</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Questo computer</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Rete</translation>
    </message>
    <message>
        <source>iottly</source>
        <translation>iottly</translation>
    </message>
    <message>
        <source>Your key</source>
        <translation>La chiave</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>non raggiunto</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>non ancora</translation>
    </message>
    <message>
        <source>trying…</source>
        <translation>in corso…</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>pronto</translation>
    </message>
    <message>
        <source>lets through</source>
        <translation>lascia passare</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>collegata</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>risponde</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>accettata</translation>
    </message>
    <message>
        <source>name lookup failed</source>
        <translation>nome non trovato</translation>
    </message>
    <message>
        <source>no connection</source>
        <translation>nessuna connessione</translation>
    </message>
    <message>
        <source>no secure connection</source>
        <translation>connessione non sicura</translation>
    </message>
    <message>
        <source>no proper answer</source>
        <translation>risposta non valida</translation>
    </message>
    <message>
        <source>not accepted</source>
        <translation>non accettata</translation>
    </message>
    <message>
        <source>problem here</source>
        <translation>problema qui</translation>
    </message>
    <message>
        <source>{state}, {time}</source>
        <translation>{state}, {time}</translation>
    </message>
</context>
<context>
    <name>StationDiagram</name>
    <message>
        <source>The way to iottly</source>
        <translation>Il percorso verso iottly</translation>
    </message>
    <message>
        <source>{station}.</source>
        <translation>{station}.</translation>
    </message>
</context>
<context>
    <name>StationSection</name>
    <message>
        <source>Close</source>
        <translation>Chiudi</translation>
    </message>
    <message>
        <source>Seen at: {station}</source>
        <translation>Osservato presso: {station}</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Risultato</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>non raggiunto</translation>
    </message>
    <message>
        <source>API address</source>
        <translation>Indirizzo API</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Verificato</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programma</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Sistema</translation>
    </message>
    <message>
        <source>Exception</source>
        <translation>Eccezione</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Its answer</source>
        <translation>La sua risposta</translation>
    </message>
    <message>
        <source>Sign-in offered</source>
        <translation>Accesso offerto</translation>
    </message>
    <message>
        <source>{number}. {step}</source>
        <translation>{number}. {step}</translation>
    </message>
    <message>
        <source>Step by step</source>
        <translation>Passo per passo</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>Indirizzi</translation>
    </message>
    <message>
        <source>Cipher</source>
        <translation>Cifrario</translation>
    </message>
    <message>
        <source>Certificate for</source>
        <translation>Certificato per</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>Emesso da</translation>
    </message>
    <message>
        <source>{begin} to {end}</source>
        <translation>dal {begin} al {end}</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>Validità</translation>
    </message>
    <message>
        <source>HTTP status</source>
        <translation>Stato HTTP</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Intestazioni</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Corpo</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Errore</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Inviato</translation>
    </message>
    <message>
        <source>The key was not sent.</source>
        <translation>La chiave non è stata inviata.</translation>
    </message>
    <message>
        <source>{header}: {value}</source>
        <translation>{header}: {value}</translation>
    </message>
    <message>
        <source>The key was sent.</source>
        <translation>La chiave è stata inviata.</translation>
    </message>
    <message>
        <source>{what} – {outcome}, {time}</source>
        <translation>{what} – {outcome}, {time}</translation>
    </message>
    <message>
        <source>Tried</source>
        <translation>Tentativi</translation>
    </message>
</context>
<context>
    <name>Stopwatch</name>
    <message>
        <source>Testing…</source>
        <translation>Verifica in corso…</translation>
    </message>
    <message>
        <source>Testing… {seconds} s</source>
        <translation>Verifica in corso… {seconds} s</translation>
    </message>
</context>
<context>
    <name>TransferPresenter</name>
    <message>
        <source>Import keys</source>
        <translation>Importa chiavi</translation>
    </message>
    <message>
        <source>Lists of keys ({pattern})</source>
        <translation>Elenchi di chiavi ({pattern})</translation>
    </message>
    <message>
        <source>All files ({pattern})</source>
        <translation>Tutti i file ({pattern})</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) were added.</source>
        <translation>
            <numerusform>%n chiave è stata aggiunta.</numerusform>
            <numerusform>%n chiavi sono state aggiunte.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) could not be added. Open the file again to see why.</source>
        <translation>
            <numerusform>%n chiave non è stata aggiunta. Aprire di nuovo il file per vedere il motivo.</numerusform>
            <numerusform>%n chiavi non sono state aggiunte. Aprire di nuovo il file per vedere il motivo.</numerusform>
        </translation>
    </message>
    <message>
        <source>Export keys</source>
        <translation>Esporta chiavi</translation>
    </message>
    <message numerus="yes">
        <source>%n description(s) were exported, without the keys, as {name}.</source>
        <translation>
            <numerusform>%n descrizione è stata esportata, senza la chiave, come {name}.</numerusform>
            <numerusform>%n descrizioni sono state esportate, senza le chiavi, come {name}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Apri cartella</translation>
    </message>
    <message>
        <source>The file cannot be read or written: {reason}.</source>
        <translation>Il file non può essere letto o scritto: {reason}.</translation>
    </message>
</context>
<context>
    <name>VerdictCard</name>
    <message>
        <source>{number}.</source>
        <translation>{number}.</translation>
    </message>
</context>
<context>
    <name>WatchDialog</name>
    <message>
        <source>Watch</source>
        <translation>Monitora</translation>
    </message>
    <message>
        <source>Watch “{description}”</source>
        <translation>Monitora “{description}”</translation>
    </message>
    <message>
        <source>Tests this key again and again, for trouble that comes and goes, and tells you when the result changes, also while the window is minimised.</source>
        <translation>Verifica questa chiave più e più volte, per i problemi che vanno e vengono, e avvisa quando il risultato cambia, anche mentre la finestra è ridotta a icona.</translation>
    </message>
    <message>
        <source>Seconds from one test to the next</source>
        <translation>Secondi fra una verifica e la successiva</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Problemi</translation>
    </message>
    <message>
        <source>{checks} since {time} · {problems}</source>
        <translation>{checks} dal {time} · {problems}</translation>
    </message>
    <message>
        <source>{checks} since {time} · median {median} · {problems}</source>
        <translation>{checks} dal {time} · mediana {median} · {problems}</translation>
    </message>
    <message numerus="yes">
        <source>%n check(s)</source>
        <translation>
            <numerusform>%n verifica</numerusform>
            <numerusform>%n verifiche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failure(s)</source>
        <translation>
            <numerusform>%n problema</numerusform>
            <numerusform>%n problemi</numerusform>
        </translation>
    </message>
    <message>
        <source>no failure</source>
        <translation>nessun problema</translation>
    </message>
    <message>
        <source>{count} × {cause}</source>
        <translation>{count} × {cause}</translation>
    </message>
    <message>
        <source>Test every</source>
        <translation>Verifica ogni</translation>
    </message>
    <message>
        <source>seconds, at least {count}</source>
        <translation>secondi, almeno {count}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Interrompi</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Avvia</translation>
    </message>
</context>
<context>
    <name>WatchPresenter</name>
    <message>
        <source>“{description}” works</source>
        <translation>“{description}” funziona</translation>
    </message>
    <message>
        <source>“{description}” works again</source>
        <translation>“{description}” funziona di nuovo</translation>
    </message>
    <message>
        <source>“{description}” does not work</source>
        <translation>“{description}” non funziona</translation>
    </message>
</context>
<context>
    <name>Waterfall</name>
    <message>
        <source>Timings</source>
        <translation>Tempi</translation>
    </message>
    <message>
        <source>{what}: from {begin}, took {time}. {result}</source>
        <translation>{what}: da {begin}, durata {time}. {result}</translation>
    </message>
    <message>
        <source>✕ failed</source>
        <translation>✕ non riuscito</translation>
    </message>
    <message>
        <source>✓ ok</source>
        <translation>✓ ok</translation>
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
    <name>_CheckMessages</name>
    <message>
        <source>{time} · {result} · {duration}</source>
        <translation>{time} · {result} · {duration}</translation>
    </message>
    <message>
        <source>{time} · {result} · HTTP {status} · {duration}</source>
        <translation>{time} · {result} · HTTP {status} · {duration}</translation>
    </message>
    <message numerus="yes">
        <source>Last %n check(s)</source>
        <translation>
            <numerusform>Ultima verifica</numerusform>
            <numerusform>Ultime %n verifiche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problema</numerusform>
            <numerusform>%n problemi</numerusform>
        </translation>
    </message>
    <message>
        <source>no problem</source>
        <translation>nessun problema</translation>
    </message>
    <message>
        <source>{checks} · {problems}</source>
        <translation>{checks} · {problems}</translation>
    </message>
    <message>
        <source>{checks} · median {time} · {problems}</source>
        <translation>{checks} · mediana {time} · {problems}</translation>
    </message>
    <message>
        <source>from {begin} to {end}</source>
        <translation>dal {begin} al {end}</translation>
    </message>
</context>
<context>
    <name>details</name>
    <message>
        <source>The key was sent.</source>
        <translation>La chiave è stata inviata.</translation>
    </message>
    <message>
        <source>Nothing was sent to iottly, nor was the key.</source>
        <translation>A iottly non è stato inviato nulla, neppure la chiave.</translation>
    </message>
</context>
<context>
    <name>error_messages</name>
    <message>
        <source>The settings could not be saved: {reason}.</source>
        <translation>Impossibile salvare le impostazioni: {reason}.</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>No proxy was used.</source>
        <translation>Non è stato usato alcun proxy.</translation>
    </message>
    <message>
        <source>The text was not sent, because it cannot be a key.</source>
        <translation>Il testo non è stato inviato, perché non può essere una chiave.</translation>
    </message>
    <message>
        <source>This key does not look like an iottly key, which has 32 digits and letters from a to f.</source>
        <translation>Questa chiave non ha l’aspetto di una chiave iottly, che ha 32 cifre e lettere da a a f.</translation>
    </message>
    <message>
        <source>How the keyring failed: {reason}</source>
        <translation>Problema del portachiavi: {reason}</translation>
    </message>
    <message>
        <source>As written: {value}</source>
        <translation>Così come è scritto: {value}</translation>
    </message>
    <message>
        <source>The API address in the settings ({host}) is not the documented one, api.cloud.iottly.com.</source>
        <translation>L’indirizzo API nelle impostazioni ({host}) non è quello documentato, api.cloud.iottly.com.</translation>
    </message>
    <message>
        <source>A password in --proxy can be seen by others who use this computer.</source>
        <translation>Una password in --proxy può essere vista da altri utenti di questo computer.</translation>
    </message>
    <message>
        <source>Which certificates are trusted was set by the environment variable {variable}.</source>
        <translation>I certificati considerati attendibili sono stati impostati dalla variabile d’ambiente {variable}.</translation>
    </message>
    <message>
        <source>The proxy {proxy} comes from {origin}.</source>
        <translation>Il proxy è {proxy} (origine: {origin}).</translation>
    </message>
    <message>
        <source>A proxy is set, but “{entry}” in its exceptions (NO_PROXY) lets {host} go without it.</source>
        <translation>È impostato un proxy, ma “{entry}” fra le eccezioni (NO_PROXY) esclude {host}.</translation>
    </message>
    <message>
        <source>The exceptions (NO_PROXY) do not cover {host}: {entries}</source>
        <translation>Le eccezioni (NO_PROXY) non comprendono {host}: {entries}</translation>
    </message>
    <message>
        <source>The automatic configuration (PAC) file cannot be used: {reason}</source>
        <translation>Impossibile usare il file di configurazione automatica (PAC): {reason}</translation>
    </message>
    <message>
        <source>The proxy offers these ways to sign in: {offers}.</source>
        <translation>Il proxy offre questi modi di accesso: {offers}.</translation>
    </message>
    <message>
        <source>The proxy answered {status} {reason}</source>
        <translation>Il proxy ha risposto {status} {reason}</translation>
    </message>
    <message>
        <source>The password went to the proxy unencrypted or hardly protected, as this way of signing in does.</source>
        <translation>La password è arrivata al proxy in chiaro o poco protetta, come prevede questo modo di accesso.</translation>
    </message>
    <message>
        <source>Signed in to the proxy by {way} as {account}.</source>
        <translation>Accesso al proxy tramite {way} come {account}.</translation>
    </message>
    <message>
        <source>The proxy refuses {account}, who was to be signed in by {way}.</source>
        <translation>Il proxy rifiuta {account}, per cui era previsto l’accesso tramite {way}.</translation>
    </message>
    <message>
        <source>The proxy does not go on with signing in by {way}; the password was not sent that way.</source>
        <translation>Il proxy non prosegue l’accesso tramite {way}; la password non è stata inviata in questo modo.</translation>
    </message>
    <message>
        <source>The password of {account} was refused before, so it was not sent again: accounts get locked. To have the same password tried once more, start this program anew.</source>
        <translation>La password di {account} è stata rifiutata in precedenza, perciò non è stata inviata di nuovo: gli account vengono bloccati. Per riprovare con la stessa password, riavviare questo programma.</translation>
    </message>
    <message>
        <source>Signing in does not work: {detail}</source>
        <translation>L’accesso non riesce: {detail}</translation>
    </message>
    <message>
        <source>Signing in by Kerberos is not installed with this program.</source>
        <translation>L’accesso tramite Kerberos non è installato con questo programma.</translation>
    </message>
    <message>
        <source>There is no Kerberos ticket on this computer. If your company uses them, log in again, or get one with “kinit”.</source>
        <translation>Su questo computer non c’è alcun ticket Kerberos. Se l’azienda li usa, accedere di nuovo al computer oppure ottenerne uno con “kinit”.</translation>
    </message>
    <message>
        <source>The Kerberos ticket of {account} has expired. Log in again, or get a new one with “kinit”.</source>
        <translation>Il ticket Kerberos di {account} è scaduto. Accedere di nuovo al computer oppure ottenerne uno nuovo con “kinit”.</translation>
    </message>
    <message>
        <source>Kerberos does not work because the clock of this computer is off by more than five minutes.</source>
        <translation>Kerberos non funziona perché l’orologio di questo computer è sbagliato di oltre cinque minuti.</translation>
    </message>
    <message>
        <source>The Kerberos server for {account} cannot be found, or it does not know this proxy: the realm may be the wrong one. ({detail})</source>
        <translation>Il server Kerberos per {account} non si trova o non conosce questo proxy: il realm potrebbe essere sbagliato. ({detail})</translation>
    </message>
    <message>
        <source>No Kerberos server answers. ({detail})</source>
        <translation>Nessun server Kerberos risponde. ({detail})</translation>
    </message>
    <message>
        <source>The Kerberos server does not accept the password of {account}.</source>
        <translation>Il server Kerberos non accetta la password di {account}.</translation>
    </message>
    <message>
        <source>The proxy {proxy} made the connection, which then failed behind it.</source>
        <translation>Il proxy {proxy} ha stabilito la connessione, che poi non è riuscita oltre il proxy.</translation>
    </message>
    <message>
        <source>Without the proxy the connection works.</source>
        <translation>Senza il proxy la connessione funziona.</translation>
    </message>
    <message>
        <source>Without the proxy the connection fails too.</source>
        <translation>Anche senza il proxy la connessione non riesce.</translation>
    </message>
    <message>
        <source>Through the proxy {proxy} the connection works.</source>
        <translation>Tramite il proxy {proxy} la connessione funziona.</translation>
    </message>
    <message>
        <source>Through the proxy {proxy} the connection fails too.</source>
        <translation>Anche tramite il proxy {proxy} la connessione non riesce.</translation>
    </message>
    <message>
        <source>The clock of this computer is off by {minutes} minutes: by the other side&apos;s clock it is {time} (UTC).</source>
        <translation>L’orologio di questo computer è sbagliato di {minutes} minuti: secondo l’orologio dell’altra parte sono le {time} (UTC).</translation>
    </message>
    <message>
        <source>These addresses of {host} did not answer: {addresses}.</source>
        <translation>Questi indirizzi di {host} non hanno risposto: {addresses}.</translation>
    </message>
    <message>
        <source>The certificate was issued by {issuer}, which this computer does not trust.</source>
        <translation>Il certificato è stato emesso da {issuer}, che questo computer non considera attendibile.</translation>
    </message>
    <message>
        <source>This is typical of {product}, security software that opens secure connections.</source>
        <translation>È tipico di {product}, un software di sicurezza che apre le connessioni sicure.</translation>
    </message>
    <message>
        <source>Without encryption a sign-in page answers: this network probably wants you to sign in first. Open any web page in your browser.</source>
        <translation>Senza cifratura risponde una pagina di accesso: probabilmente questa rete richiede prima di accedere. Aprire una pagina web qualsiasi nel browser.</translation>
    </message>
    <message>
        <source>The certificate is for {names}.</source>
        <translation>Il certificato è per {names}.</translation>
    </message>
    <message>
        <source>The certificate is valid from {not_before} to {not_after}.</source>
        <translation>Il certificato è valido dal {not_before} al {not_after}.</translation>
    </message>
    <message>
        <source>The answer points to {location}</source>
        <translation>La risposta rimanda a {location}</translation>
    </message>
    <message>
        <source>iottly asks us to wait: {value} (seconds, or until that time).</source>
        <translation>iottly chiede di attendere: {value} (secondi, oppure fino a quell’ora).</translation>
    </message>
    <message>
        <source>The answer itself says status {status}.</source>
        <translation>La risposta stessa indica lo stato {status}.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Impostazioni</translation>
    </message>
    <message>
        <source>the environment variable {variable}</source>
        <translation>la variabile d’ambiente {variable}</translation>
    </message>
    <message>
        <source>this computer&apos;s network settings</source>
        <translation>le impostazioni di rete di questo computer</translation>
    </message>
    <message>
        <source>the automatic configuration (PAC) file</source>
        <translation>il file di configurazione automatica (PAC)</translation>
    </message>
    <message>
        <source>nowhere</source>
        <translation>nessuna</translation>
    </message>
    <message>
        <source>{proxy}, from {origin}</source>
        <translation>{proxy} (origine: {origin})</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nessuno</translation>
    </message>
    <message>
        <source>none, as the settings say</source>
        <translation>nessuno, secondo le impostazioni</translation>
    </message>
    <message>
        <source>none: this computer has no proxy set</source>
        <translation>nessuno: su questo computer non è impostato alcun proxy</translation>
    </message>
    <message>
        <source>none: {host} is an exception (NO_PROXY)</source>
        <translation>nessuno: {host} è un’eccezione (NO_PROXY)</translation>
    </message>
    <message>
        <source>none: the service is on this computer</source>
        <translation>nessuno: il servizio è su questo computer</translation>
    </message>
    <message>
        <source>none, as the automatic configuration (PAC) file says</source>
        <translation>nessuno, secondo il file di configurazione automatica (PAC)</translation>
    </message>
    <message>
        <source>none: the automatic configuration (PAC) file cannot be used</source>
        <translation>nessuno: impossibile usare il file di configurazione automatica (PAC)</translation>
    </message>
    <message>
        <source>The settings of this program say: no proxy.</source>
        <translation>Le impostazioni di questo programma dicono: nessun proxy.</translation>
    </message>
    <message>
        <source>The settings of this program name the proxy {proxy}.</source>
        <translation>Le impostazioni di questo programma indicano il proxy {proxy}.</translation>
    </message>
    <message>
        <source>The settings of this program leave it to this computer.</source>
        <translation>Le impostazioni di questo programma lasciano la scelta al computer.</translation>
    </message>
    <message>
        <source>The environment variables HTTPS_PROXY and ALL_PROXY name no proxy.</source>
        <translation>Le variabili d’ambiente HTTPS_PROXY e ALL_PROXY non indicano alcun proxy.</translation>
    </message>
    <message>
        <source>The environment variable {variable} names the proxy {proxy}.</source>
        <translation>La variabile d’ambiente {variable} indica il proxy {proxy}.</translation>
    </message>
    <message>
        <source>This computer&apos;s network settings name no proxy.</source>
        <translation>Le impostazioni di rete di questo computer non indicano alcun proxy.</translation>
    </message>
    <message>
        <source>This computer&apos;s network settings name the proxy {proxy}.</source>
        <translation>Le impostazioni di rete di questo computer indicano il proxy {proxy}.</translation>
    </message>
    <message>
        <source>The automatic configuration (PAC) file says: without a proxy.</source>
        <translation>Il file di configurazione automatica (PAC) dice: senza proxy.</translation>
    </message>
    <message>
        <source>The automatic configuration (PAC) file names the proxy {proxy}.</source>
        <translation>Il file di configurazione automatica (PAC) indica il proxy {proxy}.</translation>
    </message>
    <message>
        <source>The service is on this computer, which no proxy is asked for.</source>
        <translation>Il servizio è su questo computer: per questo non si usa alcun proxy.</translation>
    </message>
    <message>
        <source>The proxy answered {status} to the request for a connection (CONNECT).</source>
        <translation>Il proxy ha risposto {status} alla richiesta di connessione (CONNECT).</translation>
    </message>
    <message>
        <source>It is empty.</source>
        <translation>È vuoto.</translation>
    </message>
    <message>
        <source>It has a space or a control character in it.</source>
        <translation>Contiene uno spazio o un carattere di controllo.</translation>
    </message>
    <message>
        <source>It has to begin with https://</source>
        <translation>Deve iniziare con https://</translation>
    </message>
    <message>
        <source>It has to begin with http://, https://, socks5:// or socks5h://</source>
        <translation>Deve iniziare con http://, https://, socks5:// o socks5h://</translation>
    </message>
    <message>
        <source>It has to begin with http://, https:// or file://</source>
        <translation>Deve iniziare con http://, https:// o file://</translation>
    </message>
    <message>
        <source>It does not begin with a known protocol.</source>
        <translation>Non inizia con un protocollo conosciuto.</translation>
    </message>
    <message>
        <source>The name of the computer in it is not a possible one.</source>
        <translation>Il nome del computer che contiene non è valido.</translation>
    </message>
    <message>
        <source>The port has to be a number from 1 to 65535.</source>
        <translation>La porta deve essere un numero da 1 a 65535.</translation>
    </message>
    <message>
        <source>It must not have a user name or password in it.</source>
        <translation>Non deve contenere un nome utente o una password.</translation>
    </message>
    <message>
        <source>It must not have a “?” or “#” in it.</source>
        <translation>Non deve contenere “?” o “#”.</translation>
    </message>
    <message>
        <source>It must end after the port.</source>
        <translation>Deve terminare dopo la porta.</translation>
    </message>
    <message>
        <source>It has characters that an address cannot have.</source>
        <translation>Contiene caratteri non ammessi in un indirizzo.</translation>
    </message>
    <message>
        <source>It has to begin with https://, or your key would be sent unencrypted.</source>
        <translation>Deve iniziare con https://, altrimenti la chiave verrebbe inviata in chiaro.</translation>
    </message>
    <message>
        <source>It has to be a number of seconds from 1 to 120.</source>
        <translation>Deve essere un numero di secondi da 1 a 120.</translation>
    </message>
    <message>
        <source>Describe your API key first: who or what uses it?</source>
        <translation>Prima descrivere la chiave API: chi o che cosa la usa?</translation>
    </message>
    <message>
        <source>The description is too long: {limit} characters at most.</source>
        <translation>La descrizione è troppo lunga: al massimo {limit} caratteri.</translation>
    </message>
    <message>
        <source>The description has characters that cannot be shown.</source>
        <translation>La descrizione contiene caratteri che non si possono mostrare.</translation>
    </message>
    <message>
        <source>There is a key called “{description}” already.</source>
        <translation>Esiste già una chiave chiamata “{description}”.</translation>
    </message>
    <message>
        <source>The description contains the key itself. Use a name, so that the key stays secret.</source>
        <translation>La descrizione contiene la chiave stessa. Usare un nome, così la chiave resta segreta.</translation>
    </message>
    <message>
        <source>Paste the API key first.</source>
        <translation>Prima incollare la chiave API.</translation>
    </message>
    <message>
        <source>This is the placeholder from the documentation. Put your own key in its place.</source>
        <translation>Questo è il segnaposto della documentazione. Sostituirlo con la propria chiave.</translation>
    </message>
    <message>
        <source>This cannot be a key: there is a space or a line break inside it.</source>
        <translation>Non può essere una chiave: contiene uno spazio o un a capo.</translation>
    </message>
    <message>
        <source>This cannot be a key: there is a quotation mark inside it.</source>
        <translation>Non può essere una chiave: contiene una virgoletta.</translation>
    </message>
    <message>
        <source>This cannot be a key: it has characters other than plain letters, digits and signs.</source>
        <translation>Non può essere una chiave: contiene caratteri diversi da semplici lettere, cifre e segni.</translation>
    </message>
    <message>
        <source>This cannot be a key: it is too long.</source>
        <translation>Non può essere una chiave: è troppo lunga.</translation>
    </message>
    <message>
        <source>This key is in the list already, as “{description}”.</source>
        <translation>Questa chiave è già nell’elenco, come “{description}”.</translation>
    </message>
    <message>
        <source>This key is not in the list any more.</source>
        <translation>Questa chiave non è più nell’elenco.</translation>
    </message>
    <message>
        <source>The key list was written by a newer version of this program. It was left as it is: {path}</source>
        <translation>L’elenco delle chiavi è stato scritto da una versione più recente di questo programma. È stato lasciato com’era: {path}</translation>
    </message>
    <message>
        <source>The key list cannot be read, and not be put right either. It was left as it is: {path}</source>
        <translation>L’elenco delle chiavi non si può leggere né riparare. È stato lasciato com’era: {path}</translation>
    </message>
    <message>
        <source>The key list cannot be written: {path} ({detail})</source>
        <translation>Impossibile scrivere l’elenco delle chiavi: {path} ({detail})</translation>
    </message>
    <message>
        <source>Another program is using the key list. Try again in a moment: {path}</source>
        <translation>Un altro programma sta usando l’elenco delle chiavi. Riprovare fra un momento: {path}</translation>
    </message>
    <message>
        <source>The key list was damaged. What could be read is in a new one (keys: {keys}, results: {checks}). The damaged list is kept as {kept_as}.</source>
        <translation>L’elenco delle chiavi era danneggiato. Ciò che si è potuto leggere è in un nuovo elenco (chiavi: {keys}, risultati: {checks}). Quello danneggiato è conservato come {kept_as}.</translation>
    </message>
    <message>
        <source>Make sure that you pasted the key, and nothing else: a key of iottly has 32 characters.</source>
        <translation>Assicurarsi di aver incollato la chiave e nient’altro: una chiave iottly ha 32 caratteri.</translation>
    </message>
    <message>
        <source>{reason} So the key is kept for this session only: when this window closes, it is forgotten.</source>
        <translation>{reason} La chiave è quindi conservata solo per questa sessione: alla chiusura della finestra viene dimenticata.</translation>
    </message>
    <message>
        <source>This key is kept in “{name}”, the keyring that is configured on this computer.</source>
        <translation>Questa chiave è conservata in “{name}”, il portachiavi configurato su questo computer.</translation>
    </message>
    <message>
        <source>This key is kept in “{name}”, the keyring that is configured on this computer, which writes it down as plain text: whoever can read that file can use the key.</source>
        <translation>Questa chiave è conservata in “{name}”, il portachiavi configurato su questo computer, che la scrive in chiaro: chi può leggere quel file può usare la chiave.</translation>
    </message>
    <message>
        <source>The file is too long: 16 MiB and 10,000 keys at most.</source>
        <translation>Il file è troppo lungo: al massimo 16 MiB e 10.000 chiavi.</translation>
    </message>
    <message>
        <source>The file is no text that can be read (UTF-8 or UTF-16).</source>
        <translation>Il file non è un testo leggibile (UTF-8 o UTF-16).</translation>
    </message>
    <message>
        <source>The file is damaged.</source>
        <translation>Il file è danneggiato.</translation>
    </message>
    <message>
        <source>added</source>
        <translation>aggiunta</translation>
    </message>
    <message>
        <source>in the list already</source>
        <translation>già nell’elenco</translation>
    </message>
    <message>
        <source>not added: the list has another key called that</source>
        <translation>non aggiunta: nell’elenco c’è un’altra chiave con questo nome</translation>
    </message>
    <message>
        <source>not added: the list has this key as “{known_as}”</source>
        <translation>non aggiunta: nell’elenco questa chiave si chiama “{known_as}”</translation>
    </message>
    <message>
        <source>not in the list; the file has no keys, so add it with its key</source>
        <translation>non è nell’elenco; il file non contiene chiavi, quindi va aggiunta con la sua chiave</translation>
    </message>
    <message>
        <source>not added: {reason}</source>
        <translation>non aggiunta: {reason}</translation>
    </message>
    <message>
        <source>This computer has no list of authorities to trust; on Linux the package {package} brings it.</source>
        <translation>Questo computer non ha un elenco di autorità di cui fidarsi; su Linux lo porta il pacchetto {package}.</translation>
    </message>
    <message>
        <source>This key works both through the proxy and without it.</source>
        <translation>Questa chiave funziona sia tramite il proxy sia senza.</translation>
    </message>
    <message>
        <source>This key works without the proxy, but not through it: the proxy is in the way.</source>
        <translation>Questa chiave funziona senza il proxy, ma non tramite il proxy: l’ostacolo è il proxy.</translation>
    </message>
    <message>
        <source>This key works through the proxy, but not without it: this network needs the proxy.</source>
        <translation>Questa chiave funziona tramite il proxy, ma non senza: questa rete richiede il proxy.</translation>
    </message>
    <message>
        <source>Without the proxy iottly answers, through the proxy it does not: the proxy is in the way.</source>
        <translation>Senza il proxy iottly risponde, tramite il proxy no: l’ostacolo è il proxy.</translation>
    </message>
    <message>
        <source>Through the proxy iottly answers, without the proxy it does not: this network needs the proxy.</source>
        <translation>Tramite il proxy iottly risponde, senza il proxy no: questa rete richiede il proxy.</translation>
    </message>
    <message>
        <source>It fails in the same way with and without the proxy: the proxy is not the reason.</source>
        <translation>La verifica non riesce allo stesso modo con e senza il proxy: la causa non è il proxy.</translation>
    </message>
    <message>
        <source>It fails both ways, each for a reason of its own.</source>
        <translation>La verifica non riesce in nessuno dei due modi, ciascuno per una ragione propria.</translation>
    </message>
    <message>
        <source>No proxy applies here, so both ways were the same.</source>
        <translation>Qui non si applica alcun proxy, perciò i due percorsi erano uguali.</translation>
    </message>
    <message>
        <source>iottly API: {headline}</source>
        <translation>API iottly: {headline}</translation>
    </message>
    <message>
        <source>Cause: {cause}</source>
        <translation>Causa: {cause}</translation>
    </message>
    <message>
        <source>Checked at: {moment}</source>
        <translation>Verificato il: {moment}</translation>
    </message>
    <message>
        <source>API: {url}</source>
        <translation>API: {url}</translation>
    </message>
    <message>
        <source>HTTP status: {status}</source>
        <translation>Stato HTTP: {status}</translation>
    </message>
    <message>
        <source>Error, as the API gives it: {error}</source>
        <translation>Errore, così come lo indica l’API: {error}</translation>
    </message>
    <message>
        <source>Proxy: {proxy}</source>
        <translation>Proxy: {proxy}</translation>
    </message>
    <message>
        <source>The whole report is attached. No key and no password is in it.</source>
        <translation>In allegato il rapporto completo. Non contiene chiavi né password.</translation>
    </message>
    <message>
        <source>The settings file {path} cannot be opened; the defaults are used.</source>
        <translation>Impossibile aprire il file delle impostazioni {path}; si usano i valori predefiniti.</translation>
    </message>
    <message>
        <source>The settings file {path} cannot be read; the defaults are used.</source>
        <translation>Impossibile leggere il file delle impostazioni {path}; si usano i valori predefiniti.</translation>
    </message>
    <message>
        <source>The settings file {path} could not be read; the defaults are used. It is kept as {kept_as}.</source>
        <translation>Non è stato possibile leggere il file delle impostazioni {path}; si usano i valori predefiniti. È conservato come {kept_as}.</translation>
    </message>
    <message>
        <source>Send the report to your IT department.</source>
        <translation>Inviare il rapporto al reparto IT.</translation>
    </message>
    <message>
        <source>If it goes on, send the report to iottly support: iottly-support@tomorrowdata.io.</source>
        <translation>Se il problema continua, inviare il rapporto all’assistenza iottly: iottly-support@tomorrowdata.io.</translation>
    </message>
    <message>
        <source>Test again.</source>
        <translation>Ripetere la verifica.</translation>
    </message>
    <message>
        <source>Wait a few minutes and test again.</source>
        <translation>Attendere qualche minuto e ripetere la verifica.</translation>
    </message>
    <message>
        <source>If you can, try another network, a phone&apos;s hotspot for instance: if it works there, this network is the reason.</source>
        <translation>Se possibile, provare con un’altra rete, ad esempio l’hotspot di un telefono: se lì funziona, la causa è questa rete.</translation>
    </message>
    <message>
        <source>Copy the key again on iottly: open your project, press OPEN at the top right, and look under “Manage API keys”.</source>
        <translation>Copiare di nuovo la chiave su iottly: aprire il progetto, premere OPEN in alto a destra e cercare sotto “Manage API keys”.</translation>
    </message>
    <message>
        <source>This key works.</source>
        <translation>Questa chiave funziona.</translation>
    </message>
    <message>
        <source>This key works, with a remark.</source>
        <translation>Questa chiave funziona, con una nota.</translation>
    </message>
    <message>
        <source>This text cannot be an API key, so nothing was sent.</source>
        <translation>Questo testo non può essere una chiave API, perciò non è stato inviato nulla.</translation>
    </message>
    <message>
        <source>There is no key in this text, so nothing was sent.</source>
        <translation>In questo testo non c’è alcuna chiave, perciò non è stato inviato nulla.</translation>
    </message>
    <message>
        <source>This is the placeholder from the documentation, not a key.</source>
        <translation>Questo è il segnaposto della documentazione, non una chiave.</translation>
    </message>
    <message>
        <source>There is a space or a line break inside this key, so nothing was sent.</source>
        <translation>In questa chiave c’è uno spazio o un a capo, perciò non è stato inviato nulla.</translation>
    </message>
    <message>
        <source>Make sure that you copied one key only, from its first to its last character.</source>
        <translation>Assicurarsi di aver copiato una sola chiave, dal primo all’ultimo carattere.</translation>
    </message>
    <message>
        <source>This text is too long for an API key, so nothing was sent.</source>
        <translation>Questo testo è troppo lungo per una chiave API, perciò non è stato inviato nulla.</translation>
    </message>
    <message>
        <source>The list has this description, but its key is gone from the place where it was kept.</source>
        <translation>L’elenco ha questa descrizione, ma la chiave non è più dove era conservata.</translation>
    </message>
    <message>
        <source>Delete the entry and add the key again.</source>
        <translation>Eliminare la voce e aggiungere di nuovo la chiave.</translation>
    </message>
    <message>
        <source>iottly does not accept this key.</source>
        <translation>iottly non accetta questa chiave.</translation>
    </message>
    <message>
        <source>Look under “Manage API keys” on iottly whether this key is still there; it may have been deleted.</source>
        <translation>Controllare su iottly, sotto “Manage API keys”, se questa chiave c’è ancora; potrebbe essere stata eliminata.</translation>
    </message>
    <message>
        <source>If it is there, copy it again and add it here in place of this one.</source>
        <translation>Se c’è, copiarla di nuovo e aggiungerla qui al posto di questa.</translation>
    </message>
    <message>
        <source>If it is gone, create a new API key on iottly and use that.</source>
        <translation>Se non c’è più, creare una nuova chiave API su iottly e usare quella.</translation>
    </message>
    <message>
        <source>iottly knows this key, but the key has no permission for this.</source>
        <translation>iottly conosce questa chiave, ma la chiave non ha il permesso necessario.</translation>
    </message>
    <message>
        <source>Ask whoever manages your iottly project whether this key may use the API.</source>
        <translation>Chiedere a chi gestisce il progetto iottly se questa chiave può usare l’API.</translation>
    </message>
    <message>
        <source>Or create a new API key on iottly and use that.</source>
        <translation>Oppure creare una nuova chiave API su iottly e usare quella.</translation>
    </message>
    <message>
        <source>The key is good, but iottly does not accept it in the way its documentation says.</source>
        <translation>La chiave è valida, ma iottly non la accetta nel modo descritto dalla sua documentazione.</translation>
    </message>
    <message>
        <source>Send the report to iottly support: iottly-support@tomorrowdata.io.</source>
        <translation>Inviare il rapporto all’assistenza iottly: iottly-support@tomorrowdata.io.</translation>
    </message>
    <message>
        <source>Until then, programs can send the key in a header named “Authorization”.</source>
        <translation>Nel frattempo i programmi possono inviare la chiave in un’intestazione chiamata “Authorization”.</translation>
    </message>
    <message>
        <source>This computer has no keyring, the safe place where keys are kept.</source>
        <translation>Questo computer non ha un portachiavi, il luogo sicuro in cui si conservano le chiavi.</translation>
    </message>
    <message>
        <source>Install and start a keyring: GNOME Keyring, KWallet or KeePassXC.</source>
        <translation>Installare e avviare un portachiavi: GNOME Keyring, KWallet o KeePassXC.</translation>
    </message>
    <message>
        <source>Start this program from the desktop, not from a remote or administrator&apos;s session.</source>
        <translation>Avviare questo programma dal desktop, non da una sessione remota o di amministratore.</translation>
    </message>
    <message>
        <source>The keyring on this computer is locked.</source>
        <translation>Il portachiavi di questo computer è bloccato.</translation>
    </message>
    <message>
        <source>Test again, and answer the window that asks for the keyring&apos;s password (often the one that you log in with).</source>
        <translation>Ripetere la verifica e rispondere alla finestra che chiede la password del portachiavi (spesso è quella con cui si accede al computer).</translation>
    </message>
    <message>
        <source>If no window appears, log out of this computer, log in again, and test again.</source>
        <translation>Se non appare alcuna finestra, uscire dalla sessione, accedere di nuovo al computer e ripetere la verifica.</translation>
    </message>
    <message>
        <source>The keyring on this computer does not work as it should.</source>
        <translation>Il portachiavi di questo computer non funziona come dovrebbe.</translation>
    </message>
    <message>
        <source>Log out of this computer, log in again, and test again.</source>
        <translation>Uscire dalla sessione, accedere di nuovo al computer e ripetere la verifica.</translation>
    </message>
    <message>
        <source>If that does not help, send the report to whoever looks after this computer.</source>
        <translation>Se non basta, inviare il rapporto a chi gestisce questo computer.</translation>
    </message>
    <message>
        <source>A setting cannot be used as it is written.</source>
        <translation>Un’impostazione non si può usare così come è scritta.</translation>
    </message>
    <message>
        <source>Open Settings and correct it.</source>
        <translation>Aprire Impostazioni e correggerla.</translation>
    </message>
    <message>
        <source>The API address in the settings cannot be used: {reason}</source>
        <translation>Impossibile usare l’indirizzo API nelle impostazioni: {reason}</translation>
    </message>
    <message>
        <source>Open Settings and correct the API address, or press “Use defaults”.</source>
        <translation>Aprire Impostazioni e correggere l’indirizzo API, oppure premere “Usa valori predefiniti”.</translation>
    </message>
    <message>
        <source>The proxy in the settings cannot be used: {reason}</source>
        <translation>Impossibile usare il proxy nelle impostazioni: {reason}</translation>
    </message>
    <message>
        <source>Open Settings and correct the proxy, or choose “Automatic”.</source>
        <translation>Aprire Impostazioni e correggere il proxy, oppure scegliere “Automatico”.</translation>
    </message>
    <message>
        <source>The proxy in this computer&apos;s environment variable {variable} cannot be used: {reason}</source>
        <translation>Impossibile usare il proxy nella variabile d’ambiente {variable} di questo computer: {reason}</translation>
    </message>
    <message>
        <source>Ask whoever looks after this computer to correct the variable {variable}.</source>
        <translation>Chiedere a chi gestisce questo computer di correggere la variabile {variable}.</translation>
    </message>
    <message>
        <source>Or open Settings and choose the proxy there.</source>
        <translation>Oppure aprire Impostazioni e scegliere lì il proxy.</translation>
    </message>
    <message>
        <source>The proxy in this computer&apos;s network settings cannot be used: {reason}</source>
        <translation>Impossibile usare il proxy nelle impostazioni di rete di questo computer: {reason}</translation>
    </message>
    <message>
        <source>Correct the proxy in the network settings of this computer.</source>
        <translation>Correggere il proxy nelle impostazioni di rete di questo computer.</translation>
    </message>
    <message>
        <source>The address of the proxy configuration (PAC) file cannot be used: {reason}</source>
        <translation>Impossibile usare l’indirizzo del file di configurazione del proxy (PAC): {reason}</translation>
    </message>
    <message>
        <source>Correct the address of the PAC file.</source>
        <translation>Correggere l’indirizzo del file PAC.</translation>
    </message>
    <message>
        <source>The time limit in the settings cannot be used: {reason}</source>
        <translation>Impossibile usare il limite di tempo nelle impostazioni: {reason}</translation>
    </message>
    <message>
        <source>Open Settings and correct the time limit, or press “Use defaults”.</source>
        <translation>Aprire Impostazioni e correggere il limite di tempo, oppure premere “Usa valori predefiniti”.</translation>
    </message>
    <message>
        <source>This computer is not connected to any network.</source>
        <translation>Questo computer non è collegato ad alcuna rete.</translation>
    </message>
    <message>
        <source>Connect to a network: plug in the cable, or switch Wi-Fi on and aeroplane mode off.</source>
        <translation>Collegarsi a una rete: inserire il cavo, oppure attivare il Wi-Fi e disattivare la modalità aereo.</translation>
    </message>
    <message>
        <source>The date or time of this computer is wrong, so it cannot verify who answers.</source>
        <translation>La data o l’ora di questo computer è sbagliata, perciò non può verificare chi risponde.</translation>
    </message>
    <message>
        <source>Set the date and time of this computer to automatic.</source>
        <translation>Impostare come automatiche la data e l’ora di questo computer.</translation>
    </message>
    <message>
        <source>The name {host} cannot be found from this network.</source>
        <translation>Il nome {host} non si trova da questa rete.</translation>
    </message>
    <message>
        <source>Make sure that the API address in the settings is right.</source>
        <translation>Assicurarsi che l’indirizzo API nelle impostazioni sia giusto.</translation>
    </message>
    <message>
        <source>Ask your IT department whether {host} has to be resolved in this network, or whether you need a proxy or VPN.</source>
        <translation>Chiedere al reparto IT se {host} deve essere risolto in questa rete o se serve un proxy o una VPN.</translation>
    </message>
    <message>
        <source>This network&apos;s name service (DNS) does not answer properly.</source>
        <translation>Il servizio dei nomi (DNS) di questa rete non risponde correttamente.</translation>
    </message>
    <message>
        <source>Check whether any web site opens in your browser.</source>
        <translation>Controllare se nel browser si apre un sito web qualsiasi.</translation>
    </message>
    <message>
        <source>Disconnect from the network and connect again; restart the router if it is yours.</source>
        <translation>Scollegarsi dalla rete e collegarsi di nuovo; riavviare il router, se è il proprio.</translation>
    </message>
    <message>
        <source>If it goes on, tell your IT department that DNS fails for {host}, and send them the report.</source>
        <translation>Se il problema continua, comunicare al reparto IT che il DNS non funziona per {host} e inviargli il rapporto.</translation>
    </message>
    <message>
        <source>This network&apos;s name service (DNS) blocks {host}.</source>
        <translation>Il servizio dei nomi (DNS) di questa rete blocca {host}.</translation>
    </message>
    <message>
        <source>Ask your IT department to allow {host}: a DNS filter gives a false address for it.</source>
        <translation>Chiedere al reparto IT di consentire {host}: un filtro DNS fornisce un indirizzo falso.</translation>
    </message>
    <message>
        <source>If you run an ad blocker or parental control, allow {host} there.</source>
        <translation>Se è in uso un blocco della pubblicità o un controllo parentale, consentire lì {host}.</translation>
    </message>
    <message>
        <source>The connection to {host} is refused.</source>
        <translation>La connessione a {host} viene rifiutata.</translation>
    </message>
    <message>
        <source>Ask your IT department whether a firewall refuses connections to {host}.</source>
        <translation>Chiedere al reparto IT se un firewall rifiuta le connessioni a {host}.</translation>
    </message>
    <message>
        <source>{host} does not answer: the connection gets no reply.</source>
        <translation>{host} non risponde: la connessione non riceve risposta.</translation>
    </message>
    <message>
        <source>Ask your IT department whether a firewall drops connections to {host}, or whether you need a proxy.</source>
        <translation>Chiedere al reparto IT se un firewall scarta le connessioni a {host} o se serve un proxy.</translation>
    </message>
    <message>
        <source>The connection to {host} is broken off before it is secured.</source>
        <translation>La connessione a {host} viene interrotta prima di essere protetta.</translation>
    </message>
    <message>
        <source>Ask your IT department whether a firewall or filter breaks connections to {host}.</source>
        <translation>Chiedere al reparto IT se un firewall o un filtro interrompe le connessioni a {host}.</translation>
    </message>
    <message>
        <source>Send them the report.</source>
        <translation>Inviargli il rapporto.</translation>
    </message>
    <message>
        <source>A router or firewall says that there is no way to {host}.</source>
        <translation>Un router o un firewall comunica che non c’è alcuna via per {host}.</translation>
    </message>
    <message>
        <source>If you use a VPN, connect it and test again.</source>
        <translation>Se si usa una VPN, collegarla e ripetere la verifica.</translation>
    </message>
    <message>
        <source>Ask your IT department to allow the way to {host}.</source>
        <translation>Chiedere al reparto IT di consentire la via per {host}.</translation>
    </message>
    <message>
        <source>Somebody this computer does not trust answers in place of {host}.</source>
        <translation>Al posto di {host} risponde qualcuno che questo computer non considera attendibile.</translation>
    </message>
    <message>
        <source>Do not enter your key anywhere else on this network for now; this program did not send it.</source>
        <translation>Per ora non inserire la chiave altrove in questa rete; questo programma non l’ha inviata.</translation>
    </message>
    <message>
        <source>Ask your IT department whether security software opens secure connections here, and to install its certificate on this computer.</source>
        <translation>Chiedere al reparto IT se un software di sicurezza apre le connessioni sicure e di installare il suo certificato su questo computer.</translation>
    </message>
    <message>
        <source>This computer trusts nobody yet: its list of certificate authorities is missing, so no secure connection can be verified.</source>
        <translation>Questo computer non si fida ancora di nessuno: manca l’elenco delle autorità di certificazione, quindi nessuna connessione sicura può essere verificata.</translation>
    </message>
    <message>
        <source>Install the package ca-certificates, or ask your IT department to (on Debian and Ubuntu: sudo apt-get install ca-certificates).</source>
        <translation>Installare il pacchetto ca-certificates, o chiederlo al reparto IT (su Debian e Ubuntu: sudo apt-get install ca-certificates).</translation>
    </message>
    <message>
        <source>The certificate of {host} has expired.</source>
        <translation>Il certificato di {host} è scaduto.</translation>
    </message>
    <message>
        <source>Check that the date of this computer is right.</source>
        <translation>Controllare che la data di questo computer sia giusta.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not valid yet.</source>
        <translation>Il certificato di {host} non è ancora valido.</translation>
    </message>
    <message>
        <source>Another server answers in place of {host}.</source>
        <translation>Al posto di {host} risponde un altro server.</translation>
    </message>
    <message>
        <source>If this is a guest or hotel Wi-Fi, open any web page in your browser and sign in.</source>
        <translation>Se è il Wi-Fi di un albergo o per ospiti, aprire una pagina web qualsiasi nel browser e accedere.</translation>
    </message>
    <message>
        <source>No secure connection to {host} could be agreed on.</source>
        <translation>Non è stato possibile concordare una connessione sicura con {host}.</translation>
    </message>
    <message>
        <source>Ask your IT department whether security software or a filter stands in between.</source>
        <translation>Chiedere al reparto IT se un software di sicurezza o un filtro si trova in mezzo.</translation>
    </message>
    <message>
        <source>What answers at {host} does not speak a secure protocol.</source>
        <translation>Chi risponde presso {host} non usa un protocollo sicuro.</translation>
    </message>
    <message>
        <source>Make sure that the API address in the settings is right, its port too.</source>
        <translation>Assicurarsi che l’indirizzo API nelle impostazioni sia giusto, compresa la porta.</translation>
    </message>
    <message>
        <source>{host} can be reached, but securing the connection never ends.</source>
        <translation>{host} è raggiungibile, ma la protezione della connessione non si conclude mai.</translation>
    </message>
    <message>
        <source>Ask your IT department whether a firewall or filter holds connections to {host}.</source>
        <translation>Chiedere al reparto IT se un firewall o un filtro trattiene le connessioni a {host}.</translation>
    </message>
    <message>
        <source>This network wants you to sign in before it lets you out.</source>
        <translation>Questa rete richiede di accedere prima di lasciar uscire.</translation>
    </message>
    <message>
        <source>Open any web page in your browser; the network&apos;s sign-in page appears. Sign in there.</source>
        <translation>Aprire una pagina web qualsiasi nel browser; appare la pagina di accesso della rete. Accedere lì.</translation>
    </message>
    <message>
        <source>A web filter in this network blocks {host}.</source>
        <translation>Un filtro web di questa rete blocca {host}.</translation>
    </message>
    <message>
        <source>Ask your IT department to allow {host} in the web filter, and send them the report.</source>
        <translation>Chiedere al reparto IT di consentire {host} nel filtro web e inviargli il rapporto.</translation>
    </message>
    <message>
        <source>{host} sends us on to another address, which the iottly API never does.</source>
        <translation>{host} rimanda a un altro indirizzo, cosa che l’API iottly non fa mai.</translation>
    </message>
    <message>
        <source>iottly was reached, but its answer did not come in time.</source>
        <translation>iottly è stato raggiunto, ma la risposta non è arrivata in tempo.</translation>
    </message>
    <message>
        <source>Allow more time in Settings.</source>
        <translation>Concedere più tempo in Impostazioni.</translation>
    </message>
    <message>
        <source>iottly was reached, but its answer broke off.</source>
        <translation>iottly è stato raggiunto, ma la risposta si è interrotta.</translation>
    </message>
    <message>
        <source>Something answers at {host}, but not as the iottly API does.</source>
        <translation>Presso {host} risponde qualcosa, ma non come l’API iottly.</translation>
    </message>
    <message>
        <source>{host} answers, but there is no iottly API at this address.</source>
        <translation>{host} risponde, ma a questo indirizzo non c’è alcuna API iottly.</translation>
    </message>
    <message>
        <source>Make sure that the API address in the settings is right; the documented one is https://api.cloud.iottly.com/v1.0.</source>
        <translation>Assicurarsi che l’indirizzo API nelle impostazioni sia giusto; quello documentato è https://api.cloud.iottly.com/v1.0.</translation>
    </message>
    <message>
        <source>iottly asks us to slow down: there were too many requests.</source>
        <translation>iottly chiede di rallentare: le richieste erano troppe.</translation>
    </message>
    <message>
        <source>Find out which program calls the API so often with your keys.</source>
        <translation>Scoprire quale programma chiama l’API così spesso con queste chiavi.</translation>
    </message>
    <message>
        <source>iottly answers with an error.</source>
        <translation>iottly risponde con un errore.</translation>
    </message>
    <message>
        <source>Read the error that iottly gives below.</source>
        <translation>Leggere qui sotto l’errore indicato da iottly.</translation>
    </message>
    <message>
        <source>iottly has a fault of its own at the moment (HTTP {status}).</source>
        <translation>iottly ha al momento un problema proprio (HTTP {status}).</translation>
    </message>
    <message>
        <source>iottly is not available at the moment.</source>
        <translation>iottly non è disponibile al momento.</translation>
    </message>
    <message>
        <source>The name of the proxy, {proxy_host}, cannot be found.</source>
        <translation>Il nome del proxy, {proxy_host}, non si trova.</translation>
    </message>
    <message>
        <source>If the proxy belongs to your company&apos;s network, connect to it or to its VPN.</source>
        <translation>Se il proxy appartiene alla rete aziendale, collegarsi a questa o alla sua VPN.</translation>
    </message>
    <message>
        <source>Check the proxy&apos;s address for a typing mistake; it comes from {origin}.</source>
        <translation>Controllare che nell’indirizzo del proxy non ci siano errori di battitura (origine: {origin}).</translation>
    </message>
    <message>
        <source>Ask your IT department for the proxy&apos;s address.</source>
        <translation>Chiedere al reparto IT l’indirizzo del proxy.</translation>
    </message>
    <message>
        <source>No proxy is running at {proxy}.</source>
        <translation>Presso {proxy} non è in funzione alcun proxy.</translation>
    </message>
    <message>
        <source>Check the proxy&apos;s address and port for a typing mistake; it comes from {origin}.</source>
        <translation>Controllare che nell’indirizzo e nella porta del proxy non ci siano errori di battitura (origine: {origin}).</translation>
    </message>
    <message>
        <source>If a program on this computer is the proxy, start it.</source>
        <translation>Se il proxy è un programma su questo computer, avviarlo.</translation>
    </message>
    <message>
        <source>There is no way from here to the proxy {proxy}.</source>
        <translation>Da qui non c’è alcuna via per il proxy {proxy}.</translation>
    </message>
    <message>
        <source>Ask your IT department whether the proxy&apos;s address is right; it comes from {origin}.</source>
        <translation>Chiedere al reparto IT se l’indirizzo del proxy è giusto (origine: {origin}).</translation>
    </message>
    <message>
        <source>The proxy {proxy} does not answer.</source>
        <translation>Il proxy {proxy} non risponde.</translation>
    </message>
    <message>
        <source>Ask your IT department whether the proxy is running; its address comes from {origin}.</source>
        <translation>Chiedere al reparto IT se il proxy è in funzione (origine dell’indirizzo: {origin}).</translation>
    </message>
    <message>
        <source>The proxy asks for a user name and a password.</source>
        <translation>Il proxy chiede un nome utente e una password.</translation>
    </message>
    <message>
        <source>Open Settings, Proxy, and type the user name and password that you use at work.</source>
        <translation>Aprire Impostazioni, Proxy, e inserire il nome utente e la password che si usano al lavoro.</translation>
    </message>
    <message>
        <source>If you have none, send the report to your IT department.</source>
        <translation>Se non si hanno, inviare il rapporto al reparto IT.</translation>
    </message>
    <message>
        <source>The proxy does not accept the user name and password.</source>
        <translation>Il proxy non accetta il nome utente e la password.</translation>
    </message>
    <message>
        <source>Open Settings, Proxy, and type your user name and password again. Do not try too often: accounts get locked.</source>
        <translation>Aprire Impostazioni, Proxy, e inserire di nuovo nome utente e password. Non provare troppo spesso: gli account vengono bloccati.</translation>
    </message>
    <message>
        <source>If you changed your password at work lately, use the new one.</source>
        <translation>Se la password di lavoro è stata cambiata di recente, usare quella nuova.</translation>
    </message>
    <message>
        <source>The proxy does not let you in by your company&apos;s sign-in (Kerberos).</source>
        <translation>Il proxy non consente l’accesso con le credenziali aziendali (Kerberos).</translation>
    </message>
    <message>
        <source>Or open Settings, Proxy, and type the user name and password that you use at work.</source>
        <translation>Oppure aprire Impostazioni, Proxy, e inserire il nome utente e la password che si usano al lavoro.</translation>
    </message>
    <message>
        <source>The proxy does not let you in, because the clock of this computer is wrong.</source>
        <translation>Il proxy non consente l’accesso, perché l’orologio di questo computer è sbagliato.</translation>
    </message>
    <message>
        <source>The proxy wants you to sign in by a method that this program does not have.</source>
        <translation>Il proxy richiede un modo di accesso che questo programma non ha.</translation>
    </message>
    <message>
        <source>Ask your IT department to let {host} through without signing in, or to offer Negotiate, NTLM, Digest or Basic.</source>
        <translation>Chiedere al reparto IT di lasciar passare {host} senza accesso, oppure di offrire Negotiate, NTLM, Digest o Basic.</translation>
    </message>
    <message>
        <source>The proxy does not allow the way to {host}.</source>
        <translation>Il proxy non consente la via per {host}.</translation>
    </message>
    <message>
        <source>Ask your IT department to allow {host} on the proxy, and send them the report.</source>
        <translation>Chiedere al reparto IT di consentire {host} sul proxy e inviargli il rapporto.</translation>
    </message>
    <message>
        <source>The proxy works, but it cannot reach {host}.</source>
        <translation>Il proxy funziona, ma non riesce a raggiungere {host}.</translation>
    </message>
    <message>
        <source>Tell your IT department that the proxy {proxy} cannot reach {host}, and send them the report.</source>
        <translation>Comunicare al reparto IT che il proxy {proxy} non riesce a raggiungere {host} e inviargli il rapporto.</translation>
    </message>
    <message>
        <source>What answers at {proxy} is not the kind of proxy that is set.</source>
        <translation>Chi risponde presso {proxy} non è il tipo di proxy impostato.</translation>
    </message>
    <message>
        <source>Check the proxy&apos;s address, port and kind; it comes from {origin}.</source>
        <translation>Controllare l’indirizzo, la porta e il tipo del proxy (origine: {origin}).</translation>
    </message>
    <message>
        <source>No secure connection to the proxy {proxy} could be made.</source>
        <translation>Non è stato possibile stabilire una connessione sicura con il proxy {proxy}.</translation>
    </message>
    <message>
        <source>Check whether the proxy&apos;s address should begin with http:// instead of https://; it comes from {origin}.</source>
        <translation>Controllare se l’indirizzo del proxy deve iniziare con http:// invece di https:// (origine: {origin}).</translation>
    </message>
    <message>
        <source>Ask your IT department about the proxy&apos;s certificate, and send them the report.</source>
        <translation>Chiedere al reparto IT informazioni sul certificato del proxy e inviargli il rapporto.</translation>
    </message>
    <message>
        <source>The proxy takes your key out of the request on its way to iottly.</source>
        <translation>Il proxy toglie la chiave dalla richiesta lungo il percorso verso iottly.</translation>
    </message>
    <message>
        <source>Ask your IT department to let the header “Authentication” through to {host}, and send them the report.</source>
        <translation>Chiedere al reparto IT di lasciar passare l’intestazione “Authentication” verso {host} e inviargli il rapporto.</translation>
    </message>
    <message>
        <source>The way to iottly leads through a proxy here, and this test went without.</source>
        <translation>Qui la via per iottly passa da un proxy, e questa verifica è stata fatta senza.</translation>
    </message>
    <message>
        <source>Open Settings, Proxy, and choose “Automatic”.</source>
        <translation>Aprire Impostazioni, Proxy, e scegliere “Automatico”.</translation>
    </message>
    <message>
        <source>If {host} stands in NO_PROXY, ask your IT department to take it out.</source>
        <translation>Se {host} è in NO_PROXY, chiedere al reparto IT di toglierlo.</translation>
    </message>
    <message>
        <source>The automatic proxy configuration (PAC file) cannot be used.</source>
        <translation>Impossibile usare la configurazione automatica del proxy (file PAC).</translation>
    </message>
    <message>
        <source>Ask your IT department for the proxy&apos;s address, and set it in Settings, Proxy.</source>
        <translation>Chiedere al reparto IT l’indirizzo del proxy e impostarlo in Impostazioni, Proxy.</translation>
    </message>
    <message>
        <source>The test was stopped.</source>
        <translation>La verifica è stata interrotta.</translation>
    </message>
    <message>
        <source>Test again when you like.</source>
        <translation>Ripetere la verifica quando si vuole.</translation>
    </message>
    <message>
        <source>This program made a mistake of its own.</source>
        <translation>Questo programma ha commesso un errore proprio.</translation>
    </message>
    <message>
        <source>Test again; if it happens again, send the report to iottly support: iottly-support@tomorrowdata.io.</source>
        <translation>Ripetere la verifica; se succede di nuovo, inviare il rapporto all’assistenza iottly: iottly-support@tomorrowdata.io.</translation>
    </message>
    <message>
        <source>Whoever manages your API keys on iottly can fix this.</source>
        <translation>Può rimediare chi gestisce le chiavi API su iottly.</translation>
    </message>
    <message>
        <source>You, or whoever looks after this computer, can fix this.</source>
        <translation>Può rimediare chi usa o chi gestisce questo computer.</translation>
    </message>
    <message>
        <source>Your IT department, or whoever runs this network, can fix this.</source>
        <translation>Può rimediare il reparto IT o chi gestisce questa rete.</translation>
    </message>
    <message>
        <source>Your IT department, or you, can fix this.</source>
        <translation>Può rimediare il reparto IT, oppure chi usa questo computer.</translation>
    </message>
    <message>
        <source>iottly can fix this.</source>
        <translation>Può rimediare iottly.</translation>
    </message>
    <message>
        <source>The makers of this program can fix this.</source>
        <translation>Possono rimediare gli autori di questo programma.</translation>
    </message>
    <message>
        <source>Your key was not sent.</source>
        <translation>La chiave non è stata inviata.</translation>
    </message>
    <message>
        <source>Your key was sent to {host} alone.</source>
        <translation>La chiave è stata inviata soltanto a {host}.</translation>
    </message>
    <message>
        <source>The file is no list of keys: it is not a table with a column “description”.</source>
        <translation>Il file non è un elenco di chiavi: non è una tabella con una colonna “description”.</translation>
    </message>
    <message>
        <source>No keyring can be reached, because this session has no desktop&apos;s message bus (D-Bus).</source>
        <translation>Nessun portachiavi è raggiungibile, perché questa sessione non ha il bus dei messaggi del desktop (D-Bus).</translation>
    </message>
    <message>
        <source>The keyring is turned off by a setting of the “keyring” library.</source>
        <translation>Il portachiavi è disattivato da un’impostazione della libreria “keyring”.</translation>
    </message>
    <message>
        <source>Remove the variable PYTHON_KEYRING_BACKEND, or the line “default-keyring” in keyringrc.cfg.</source>
        <translation>Rimuovere la variabile PYTHON_KEYRING_BACKEND oppure la riga “default-keyring” in keyringrc.cfg.</translation>
    </message>
    <message>
        <source>The keyring that is set for the “keyring” library cannot be used.</source>
        <translation>Impossibile usare il portachiavi impostato per la libreria “keyring”.</translation>
    </message>
    <message>
        <source>Correct or remove the variable PYTHON_KEYRING_BACKEND, or the file keyringrc.cfg.</source>
        <translation>Correggere o rimuovere la variabile PYTHON_KEYRING_BACKEND oppure il file keyringrc.cfg.</translation>
    </message>
    <message>
        <source>The keyring stayed locked, because its password was not given.</source>
        <translation>Il portachiavi è rimasto bloccato, perché la sua password non è stata inserita.</translation>
    </message>
    <message>
        <source>The keyring on this computer does not answer.</source>
        <translation>Il portachiavi di questo computer non risponde.</translation>
    </message>
    <message>
        <source>The keyring on this computer ended while it was being asked.</source>
        <translation>Il portachiavi di questo computer si è chiuso mentre veniva interrogato.</translation>
    </message>
    <message>
        <source>This key is too long for this computer&apos;s keyring: {limit} characters at most, it has {length}.</source>
        <translation>Questa chiave è troppo lunga per il portachiavi di questo computer: al massimo {limit} caratteri, ne ha {length}.</translation>
    </message>
    <message>
        <source>The keyring on this computer did not keep what it was given.</source>
        <translation>Il portachiavi di questo computer non ha conservato ciò che gli è stato dato.</translation>
    </message>
    <message>
        <source>This key is kept for its session only, by another window of this program.</source>
        <translation>Questa chiave è conservata solo per la sua sessione, da un’altra finestra di questo programma.</translation>
    </message>
    <message>
        <source>Test it in the window in which it was added, or add it here.</source>
        <translation>Verificarla nella finestra in cui è stata aggiunta, oppure aggiungerla qui.</translation>
    </message>
    <message>
        <source>This program cannot write to its own folder: {path}</source>
        <translation>Questo programma non può scrivere nella propria cartella: {path}</translation>
    </message>
    <message>
        <source>Make sure that the disk has room, and that this folder is yours.</source>
        <translation>Assicurarsi che sul disco ci sia spazio e che questa cartella appartenga all’utente.</translation>
    </message>
</context>
<context>
    <name>stages</name>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Name lookup</source>
        <translation>Ricerca del nome</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Connessione</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Cifratura</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Risposta</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Chiave</translation>
    </message>
    <message>
        <source>{state} in {time}: {detail}</source>
        <translation>{state} in {time}: {detail}</translation>
    </message>
    <message>
        <source>{state} in {time}</source>
        <translation>{state} in {time}</translation>
    </message>
    <message>
        <source>{state}: {detail}</source>
        <translation>{state}: {detail}</translation>
    </message>
    <message>
        <source>trying…</source>
        <translation>in corso…</translation>
    </message>
    <message>
        <source>✓ ok</source>
        <translation>✓ ok</translation>
    </message>
    <message>
        <source>✕ failed</source>
        <translation>✕ non riuscito</translation>
    </message>
    <message>
        <source>– not done</source>
        <translation>– non eseguito</translation>
    </message>
</context>
<context>
    <name>translation</name>
    <message>
        <source>{count} ms</source>
        <translation>{count} ms</translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation>{count} s</translation>
    </message>
    <message>
        <source>{day} {time}</source>
        <translation>{day} {time}</translation>
    </message>
</context>
</TS>
