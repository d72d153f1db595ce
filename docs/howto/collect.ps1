# Measures one Windows machine and sends what it found to Sekisho. Run it once a day from the task scheduler, as SYSTEM.
#   .\collect.ps1 -Url https://sekisho.example -TokenFile C:\ProgramData\Sekisho\token -Items @{ antivirus = 'watch/patterns' }
# -Items says under which name each measurement is sent: patches, backup, antivirus, logs.
# Exit status: 0 sent, 1 not sent, 2 not set up.
param(
  [Parameter(Mandatory)][string]$Url,
  [Parameter(Mandatory)][string]$TokenFile,
  [Parameter(Mandatory)][hashtable]$Items,
  [string]$BackupFile
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

function Stop-Collector([int]$Code, [string]$Text) {
  [Console]::Error.WriteLine("collect.ps1: $Text")
  exit $Code
}

if (-not (Test-Path -LiteralPath $TokenFile)) { Stop-Collector 2 "$TokenFile is missing" }
# Whoever reads the token answers in the name of this machine: by SID, whatever the language of Windows.
$allowed = 'S-1-5-18', 'S-1-5-32-544'
foreach ($rule in (Get-Acl -LiteralPath $TokenFile).GetAccessRules($true, $true, [Security.Principal.SecurityIdentifier])) {
  if ($rule.AccessControlType -eq 'Allow' -and $allowed -notcontains $rule.IdentityReference.Value) {
    Stop-Collector 2 "$TokenFile may be read by others: leave it to SYSTEM and Administrators"
  }
}

$measure = @{
  # How many updates wait to be installed.
  patches   = { (New-Object -ComObject Microsoft.Update.Session).CreateUpdateSearcher().Search('IsInstalled=0 and IsHidden=0').Updates.Count }
  # Whether the file that a backup leaves behind is younger than a day and not empty.
  backup    = { $file = Get-Item -LiteralPath $BackupFile; $file.Length -gt 0 -and $file.LastWriteTime -gt (Get-Date).AddDays(-1) }
  # Whether Defender runs and its signatures are at most a day old.
  antivirus = { $state = Get-MpComputerStatus; $state.RealTimeProtectionEnabled -and $state.AntivirusSignatureAge -le 1 }
  # How many per cent of the security log are filled.
  logs      = { $log = Get-WinEvent -ListLog Security; [math]::Round(100 * $log.FileSize / $log.MaximumSizeInBytes) }
}

$now = (Get-Date).ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ')
$answers = @(foreach ($name in ($Items.Keys | Sort-Object)) {
    if (-not $measure.ContainsKey($name)) { Stop-Collector 2 "there is no measurement $name" }
    try { $value = & $measure[$name] } catch { Stop-Collector 1 "$name was not measured: $_" }
    @{ item = $Items[$name]; value = $value; measuredAt = $now }
  })
if ($answers.Count -eq 0) { Stop-Collector 2 'no item is named' }
$body = [Text.Encoding]::UTF8.GetBytes((ConvertTo-Json -Depth 4 -Compress @{ answers = $answers }))
# What is sent again is the same request: the key is made of the day and of what is said.
$hash = [BitConverter]::ToString([Security.Cryptography.SHA256]::Create().ComputeHash($body)).Replace('-', '').Substring(0, 16)
$headers = @{
  Authorization     = "Bearer $((Get-Content -LiteralPath $TokenFile -Raw).Trim())"
  'Idempotency-Key' = "$((Get-Date).ToString('yyyy-MM-dd'))-$hash"
}
[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
foreach ($try in 1..5) {
  try {
    Invoke-RestMethod -Method Post -Uri "$Url/api/machine/answers" -Headers $headers -ContentType 'application/json' -Body $body -TimeoutSec 60 | ConvertTo-Json -Compress
    exit 0
  } catch {
    $response = $_.Exception.PSObject.Properties['Response']
    $status = if ($response -and $response.Value) { [int]$response.Value.StatusCode } else { 0 }
    # What is refused stays refused; what did not arrive, or came too often, is sent again.
    if ($status -ge 400 -and $status -lt 500 -and $status -ne 429) { Stop-Collector 1 "$Url says ${status}: $_" }
    if ($try -eq 5) { Stop-Collector 1 "$Url cannot be reached: $_" }
    Start-Sleep -Seconds 30
  }
}
