/** What is asked of Windows PowerShell. The scripts are always the same; what changes lies in a file that they read. */

/** Plain JSON lines in UTF-8, whatever the code page of the console. */
const BEGIN = `$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
Add-Type -AssemblyName System.Speech
$speech = New-Object System.Speech.Synthesis.SpeechSynthesizer
`;

const LIST = `${BEGIN}foreach ($voice in $speech.GetInstalledVoices()) {
  if ($voice.Enabled) {
    $info = $voice.VoiceInfo
    ConvertTo-Json -Compress @{ name = $info.Name; culture = $info.Culture.Name }
  }
}
$speech.Dispose()
`;

/** Events are queued while the sentence is spoken into the file, and told when it is done. */
const SPEAK = `${BEGIN}$order = [System.IO.File]::ReadAllText($path, [System.Text.Encoding]::UTF8) | ConvertFrom-Json
$speech.SelectVoice($order.voice)
$speech.Rate = $order.rate
$bits = [System.Speech.AudioFormat.AudioBitsPerSample]::Sixteen
$mono = [System.Speech.AudioFormat.AudioChannel]::Mono
$format = New-Object System.Speech.AudioFormat.SpeechAudioFormatInfo 22050, $bits, $mono
$speech.SetOutputToWaveFile($order.sound, $format)
Register-ObjectEvent -InputObject $speech -EventName VisemeReached -SourceIdentifier viseme
$speech.Speak([string]$order.words)
$speech.SetOutputToNull()
foreach ($event in @(Get-Event -SourceIdentifier viseme -ErrorAction SilentlyContinue)) {
  $seen = $event.SourceEventArgs
  ConvertTo-Json -Compress @{
    viseme = $seen.Viseme
    startMs = $seen.AudioPosition.TotalMilliseconds
    durationMs = $seen.Duration.TotalMilliseconds
  }
}
$speech.Dispose()
`;

/** As PowerShell takes a whole script in one argument. */
const encoded = (script: string): readonly string[] => [
  '-NoLogo',
  '-NoProfile',
  '-NonInteractive',
  '-EncodedCommand',
  Buffer.from(script, 'utf16le').toString('base64'),
];

export const listArgs = (): readonly string[] => encoded(LIST);

/** @param orderPath absolute; it comes in as base64, so that no sign in it can end the string that it stands in */
export const speakArgs = (orderPath: string): readonly string[] =>
  encoded(
    `$path = [System.Text.Encoding]::UTF8.GetString([System.Convert]::FromBase64String('${Buffer.from(orderPath).toString('base64')}'))\n${SPEAK}`,
  );
