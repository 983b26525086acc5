; Inno Setup's script of an installer for one user, who needs no administrator for it.
; packaging/recipes/windows.py runs it and gives Name, Version, Publisher, Homepage, Program,
; Bundle and Icon.

[Setup]
; Never to be changed: by it a later version finds an earlier one.
AppId={{7B1F6E0C-3C0E-4B57-9F3B-2B3C5D0A9E41}
AppName={#Name}
AppVersion={#Version}
AppPublisher={#Publisher}
AppPublisherURL={#Homepage}
VersionInfoVersion={#Version}
DefaultDirName={autopf}\{#Name}
DefaultGroupName={#Name}
DisableProgramGroupPage=yes
DisableDirPage=auto
PrivilegesRequired=lowest
; Support may install it for everybody: setup.exe /ALLUSERS
PrivilegesRequiredOverridesAllowed=commandline
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
SetupIconFile={#Icon}
UninstallDisplayIcon={app}\{#Program}-window.exe
LicenseFile=..\..\LICENSE
CloseApplications=yes
Compression=lzma2
SolidCompression=yes
WizardStyle=modern

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "it"; MessagesFile: "compiler:Languages\Italian.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[InstallDelete]
; What an earlier version had and this one has not.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\{#Name}"; Filename: "{app}\{#Program}-window.exe"
Name: "{group}\{#Name} (practice)"; Filename: "{app}\{#Program}-window.exe"; Parameters: "--practice"
Name: "{autodesktop}\{#Name}"; Filename: "{app}\{#Program}-window.exe"; Tasks: desktopicon

[Run]
Filename: "{app}\{#Program}-window.exe"; Description: "{cm:LaunchProgram,{#Name}}"; Flags: nowait postinstall skipifsilent
