# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_pamlint_global_optspecs
    string join \n v/verbose q/quiet color= h/help V/version
end

function __fish_pamlint_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_pamlint_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_pamlint_using_subcommand
    set -l cmd (__fish_pamlint_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c pamlint -n "__fish_pamlint_needs_command" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal that can show them'
always\t'Always'
never\t'Never'"
complete -c pamlint -n "__fish_pamlint_needs_command" -s v -l verbose -d 'Say more about what is being done (repeat for more still)'
complete -c pamlint -n "__fish_pamlint_needs_command" -s q -l quiet -d 'Leave out warnings about the run itself; errors still show'
complete -c pamlint -n "__fish_pamlint_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pamlint -n "__fish_pamlint_needs_command" -s V -l version -d 'Print version'
complete -c pamlint -n "__fish_pamlint_needs_command" -f -a "check" -d 'Check workbooks, and write copies in which every mistake is marked'
complete -c pamlint -n "__fish_pamlint_needs_command" -f -a "template" -d 'Write the blank workbook that customers fill in, with explanations, lists and checks in it'
complete -c pamlint -n "__fish_pamlint_needs_command" -f -a "fix" -d 'Write copies in which the mistakes are corrected that leave no doubt'
complete -c pamlint -n "__fish_pamlint_needs_command" -f -a "compare" -d 'Say what became of a workbook from one version to the next'
complete -c pamlint -n "__fish_pamlint_needs_command" -f -a "plan" -d 'Say what has to be made in the vault for the accounts without errors'
complete -c pamlint -n "__fish_pamlint_needs_command" -f -a "convention" -d 'Show the conventions there are, or check a convention file'
complete -c pamlint -n "__fish_pamlint_needs_command" -f -a "merge" -d 'Join the reports of a check that several machines shared (check --shard)'
complete -c pamlint -n "__fish_pamlint_needs_command" -f -a "config" -d 'Show what holds for a check, and where each option comes from'
complete -c pamlint -n "__fish_pamlint_needs_command" -f -a "exceptions" -d 'Record what is found today as exceptions: mistakes that may stay until a day'
complete -c pamlint -n "__fish_pamlint_needs_command" -f -a "clean" -d 'Take our marks out of a marked copy again'
complete -c pamlint -n "__fish_pamlint_needs_command" -f -a "completions" -d 'Print the completions of a shell: how it completes the options of this program'
complete -c pamlint -n "__fish_pamlint_needs_command" -f -a "generate" -d 'Write the man pages, the completions of all shells and the schema of pamlint.toml into a folder'
complete -c pamlint -n "__fish_pamlint_needs_command" -f -a "rule" -d 'Explain a rule; without an argument, list all rules'
complete -c pamlint -n "__fish_pamlint_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l glob -d 'In folders, take only workbooks whose name fits this pattern, or whose path below the folder does when there is a slash in it: *-2026.xlsx, customers/**/*.xlsx (may be repeated)' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l exclude -d 'In folders, leave out files and folders that fit this pattern: archive, customers/test-* (may be repeated)' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l files-from -d 'Take the workbooks and folders that this file names too, each on its own line or with NUL between them; - reads standard input' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l convention -d 'The convention: the name of one that is built in, or a file [default: pamaas]' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l lang -d 'The language of all texts [default: that of the computer, or else English]' -r -f -a "en\t'English'
fr\t'French'
nl\t'Dutch'"
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l config -d 'The configuration file [default: the nearest pamlint.toml from the current folder upwards, else the one beside the program]' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l jobs -d 'How many workbooks to work on at once [default: as many as there are processors]' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l progress -d 'Whether to show on the screen how far the run is [default: auto]' -r -f -a "auto\t'When someone is looking: standard error is a terminal, and there are several workbooks'
never\t'Never'"
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l list -d 'Look values up in a list of what exists: ovo, applications, accounts or platforms (may be repeated)' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l exceptions -d 'The file with recorded exceptions: mistakes that may stay until a day, and why' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l today -d 'The date of the check: marked copies name it, and exceptions end by it [default: today]' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l format -d 'The form of the report [default: text]' -r -f -a "text\t'For people'
concise\t'A line for each finding, for searching and editors'
json\t'For programs, as docs/report.schema.json describes'
jsonl\t'For programs that read line by line: a JSON object for each workbook, as soon as it is checked'
sarif\t'For code scanning: SARIF 2.1.0'
junit\t'For build servers: JUnit XML'
markdown\t'For tickets and chats: Markdown, a table for each workbook'"
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l output -d 'Write the report to this file instead of the screen' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l summary -d 'Write a summary for people as well: a workbook (.xlsx) or a web page (.html) (may be repeated)' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l out -d 'Put the marked copies in this folder [default: beside each workbook]' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l reply -d 'Draft a mail for whoever sent each workbook, in this folder: what was found, what to do, and the marked copy. Nothing is sent [default: no mails]' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l reply-by -d 'Ask in these mails for the corrected workbook by a day (2026-12-31), or within so many days (14)' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l password-file -d 'The file whose first line is the password of protected workbooks [default: ask on a terminal]' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l select -d 'Go by these rules only: codes such as SAF005, or the beginning of codes such as SAF' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l ignore -d 'Leave these rules out' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l severity -d 'Count a rule as error, warning or info' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l fail-on -d 'End with exit code 1 when there is something from this severity on [default: error]' -r -f -a "error\t'Errors'
warning\t'Errors and warnings'
never\t'Nothing'"
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l limit -d 'Allow a workbook more, or less, of something than usual: cells=15000000, memory=1024 (in MB), seconds=60 (may be repeated); more cells come with more of everything that grows with them' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l every -d 'Look at the folders every so many seconds [default: 5]' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l shard -d 'Check only the Kth of N parts of the workbooks, for a run on several machines; pamlint merge joins the parts' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal that can show them'
always\t'Always'
never\t'Never'"
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l follow-links -d 'In folders, follow links that lead out of them'
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l statistics -d 'Count the findings of each code in the text report, instead of telling them one by one'
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l mirror -d 'Make the same folders in the folder of --out as there are in the folders that are checked'
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l no-annotate -d 'Write no marked copies'
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l allow-unprotected-copy -d 'Write copies of protected workbooks too, though a copy is not protected'
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l no-cache -d 'Check every workbook anew, and keep nothing of it: of a folder, workbooks that have not changed are known from the last run otherwise'
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l changed-only -d 'Report only workbooks that are new, or of which there is something new to say since the last run'
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -l watch -d 'Go on checking what comes into the folders, until ^C: a workbook is checked once nobody writes it any more'
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -s v -l verbose -d 'Say more about what is being done (repeat for more still)'
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -s q -l quiet -d 'Leave out warnings about the run itself; errors still show'
complete -c pamlint -n "__fish_pamlint_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pamlint -n "__fish_pamlint_using_subcommand template" -s o -l output -d 'Write the workbook to this file [default: CONVENTION-onboarding.xlsx, unless it is there already]' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand template" -l convention -d 'The convention: the name of one that is built in, or a file [default: pamaas]' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand template" -l lang -d 'The language of all texts [default: that of the computer, or else English]' -r -f -a "en\t'English'
fr\t'French'
nl\t'Dutch'"
complete -c pamlint -n "__fish_pamlint_using_subcommand template" -l config -d 'The configuration file [default: the nearest pamlint.toml from the current folder upwards, else the one beside the program]' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand template" -l rows -d 'How many rows to prepare on each sheet' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand template" -l kind -d 'Make sheets for this kind of account only: its id, or the name of its sheet (may be repeated)' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand template" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal that can show them'
always\t'Always'
never\t'Never'"
complete -c pamlint -n "__fish_pamlint_using_subcommand template" -s v -l verbose -d 'Say more about what is being done (repeat for more still)'
complete -c pamlint -n "__fish_pamlint_using_subcommand template" -s q -l quiet -d 'Leave out warnings about the run itself; errors still show'
complete -c pamlint -n "__fish_pamlint_using_subcommand template" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -l glob -d 'In folders, take only workbooks whose name fits this pattern, or whose path below the folder does when there is a slash in it: *-2026.xlsx, customers/**/*.xlsx (may be repeated)' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -l exclude -d 'In folders, leave out files and folders that fit this pattern: archive, customers/test-* (may be repeated)' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -l files-from -d 'Take the workbooks and folders that this file names too, each on its own line or with NUL between them; - reads standard input' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -l convention -d 'The convention: the name of one that is built in, or a file [default: pamaas]' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -l lang -d 'The language of all texts [default: that of the computer, or else English]' -r -f -a "en\t'English'
fr\t'French'
nl\t'Dutch'"
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -l config -d 'The configuration file [default: the nearest pamlint.toml from the current folder upwards, else the one beside the program]' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -l jobs -d 'How many workbooks to work on at once [default: as many as there are processors]' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -l progress -d 'Whether to show on the screen how far the run is [default: auto]' -r -f -a "auto\t'When someone is looking: standard error is a terminal, and there are several workbooks'
never\t'Never'"
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -l list -d 'Look values up in a list of what exists: ovo, applications, accounts or platforms (may be repeated)' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -l exceptions -d 'The file with recorded exceptions: mistakes that may stay until a day, and why' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -l today -d 'The date of the check: marked copies name it, and exceptions end by it [default: today]' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -l format -d 'The form of the receipt [default: text]' -r -f -a "text\t'For people'
json\t'For programs, as docs/fix.schema.json and docs/compare.schema.json describe'"
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -l out -d 'Put the fixed copies in this folder [default: beside each workbook]' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -l password-file -d 'The file whose first line is the password of protected workbooks [default: ask on a terminal]' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -l select -d 'Go by these rules only: codes such as SAF005, or the beginning of codes such as SAF' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -l ignore -d 'Leave these rules out' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -l severity -d 'Count a rule as error, warning or info' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -l fail-on -d 'End with exit code 1 when there is something from this severity on [default: error]' -r -f -a "error\t'Errors'
warning\t'Errors and warnings'
never\t'Nothing'"
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -l limit -d 'Allow a workbook more, or less, of something than usual: cells=15000000, memory=1024 (in MB), seconds=60 (may be repeated); more cells come with more of everything that grows with them' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal that can show them'
always\t'Always'
never\t'Never'"
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -l follow-links -d 'In folders, follow links that lead out of them'
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -l mirror -d 'Make the same folders in the folder of --out as there are in the folders that are fixed'
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -l unsafe-fixes -d 'Apply the unsafe fixes too: what was likely meant, and has to be looked at'
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -l diff -d 'Only show what would change, and write nothing'
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -l allow-unprotected-copy -d 'Write copies of protected workbooks too, though a copy is not protected'
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -s v -l verbose -d 'Say more about what is being done (repeat for more still)'
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -s q -l quiet -d 'Leave out warnings about the run itself; errors still show'
complete -c pamlint -n "__fish_pamlint_using_subcommand fix" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pamlint -n "__fish_pamlint_using_subcommand compare" -l convention -d 'The convention: the name of one that is built in, or a file [default: pamaas]' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand compare" -l lang -d 'The language of all texts [default: that of the computer, or else English]' -r -f -a "en\t'English'
fr\t'French'
nl\t'Dutch'"
complete -c pamlint -n "__fish_pamlint_using_subcommand compare" -l config -d 'The configuration file [default: the nearest pamlint.toml from the current folder upwards, else the one beside the program]' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand compare" -l list -d 'Look values up in a list of what exists: ovo, applications, accounts or platforms (may be repeated)' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand compare" -l exceptions -d 'The file with recorded exceptions: mistakes that may stay until a day, and why' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand compare" -l today -d 'The date of the check: marked copies name it, and exceptions end by it [default: today]' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand compare" -l format -d 'The form of the comparison [default: text]' -r -f -a "text\t'For people'
json\t'For programs, as docs/fix.schema.json and docs/compare.schema.json describe'"
complete -c pamlint -n "__fish_pamlint_using_subcommand compare" -l output -d 'Write the comparison to this file [default: the screen]' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand compare" -l password-file -d 'The file whose first line is the password of protected workbooks [default: ask on a terminal]' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand compare" -l select -d 'Go by these rules only: codes such as SAF005, or the beginning of codes such as SAF' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand compare" -l ignore -d 'Leave these rules out' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand compare" -l severity -d 'Count a rule as error, warning or info' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand compare" -l fail-on -d 'End with exit code 1 when there is something from this severity on [default: error]' -r -f -a "error\t'Errors'
warning\t'Errors and warnings'
never\t'Nothing'"
complete -c pamlint -n "__fish_pamlint_using_subcommand compare" -l limit -d 'Allow a workbook more, or less, of something than usual: cells=15000000, memory=1024 (in MB), seconds=60 (may be repeated); more cells come with more of everything that grows with them' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand compare" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal that can show them'
always\t'Always'
never\t'Never'"
complete -c pamlint -n "__fish_pamlint_using_subcommand compare" -l allow-unprotected-copy -d 'Write copies of protected workbooks too, though a copy is not protected'
complete -c pamlint -n "__fish_pamlint_using_subcommand compare" -s v -l verbose -d 'Say more about what is being done (repeat for more still)'
complete -c pamlint -n "__fish_pamlint_using_subcommand compare" -s q -l quiet -d 'Leave out warnings about the run itself; errors still show'
complete -c pamlint -n "__fish_pamlint_using_subcommand compare" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -l glob -d 'In folders, take only workbooks whose name fits this pattern, or whose path below the folder does when there is a slash in it: *-2026.xlsx, customers/**/*.xlsx (may be repeated)' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -l exclude -d 'In folders, leave out files and folders that fit this pattern: archive, customers/test-* (may be repeated)' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -l files-from -d 'Take the workbooks and folders that this file names too, each on its own line or with NUL between them; - reads standard input' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -l convention -d 'The convention: the name of one that is built in, or a file [default: pamaas]' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -l lang -d 'The language of all texts [default: that of the computer, or else English]' -r -f -a "en\t'English'
fr\t'French'
nl\t'Dutch'"
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -l config -d 'The configuration file [default: the nearest pamlint.toml from the current folder upwards, else the one beside the program]' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -l jobs -d 'How many workbooks to work on at once [default: as many as there are processors]' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -l progress -d 'Whether to show on the screen how far the run is [default: auto]' -r -f -a "auto\t'When someone is looking: standard error is a terminal, and there are several workbooks'
never\t'Never'"
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -l list -d 'Look values up in a list of what exists: ovo, applications, accounts or platforms (may be repeated)' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -l exceptions -d 'The file with recorded exceptions: mistakes that may stay until a day, and why' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -l today -d 'The date of the check: marked copies name it, and exceptions end by it [default: today]' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -l format -d 'The form of the plan [default: text]' -r -f -a "text\t'For people'
json\t'For programs, as docs/plan.schema.json describes'
xlsx\t'A workbook to sign off; --output names its file'
mermaid\t'A graph for Mermaid'
dot\t'A graph for Graphviz'
svg\t'A graph as a picture'
console-csv\t'For upload: accounts for the vault\'s web console, into safes that exist'
accounts-csv\t'For upload: accounts for the vendor\'s onboarding script'
safes-csv\t'For upload: safes and their members for the vendor\'s script'
links-csv\t'For upload: links for the vendor\'s script'
rest\t'For upload: the calls of the vault\'s REST interface, a JSON object a line'
pspas\t'For upload: a script for psPAS, which only tells what it would do unless it is called with -Apply'
terraform\t'For upload: a configuration for Terraform'
ansible\t'For upload: a playbook for Ansible'"
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -l output -d 'Write the plan to this file instead of the screen' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -l inventory -d 'Compare with what there is already: groups, safes, members, platforms, accounts or links, as CSV or as a workbook (may be repeated)' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -l receipt -d 'Read what became of calls or of an upload, as JSON, JSON lines or CSV, note it in the ledger, and say what is left' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -l ledger -d 'The ledger: what was made here, and what was refused [default: with --receipt: beside it, as NAME.ledger.json]' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -l out -d 'Put the copies in which what was refused is marked in this folder [default: beside each workbook]' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -l undo -d 'List the inverse of what the ledger says was made here, instead of a plan' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -l password-file -d 'The file whose first line is the password of protected workbooks [default: ask on a terminal]' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -l select -d 'Go by these rules only: codes such as SAF005, or the beginning of codes such as SAF' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -l ignore -d 'Leave these rules out' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -l severity -d 'Count a rule as error, warning or info' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -l fail-on -d 'End with exit code 1 when there is something from this severity on [default: error]' -r -f -a "error\t'Errors'
warning\t'Errors and warnings'
never\t'Nothing'"
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -l limit -d 'Allow a workbook more, or less, of something than usual: cells=15000000, memory=1024 (in MB), seconds=60 (may be repeated); more cells come with more of everything that grows with them' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal that can show them'
always\t'Always'
never\t'Never'"
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -l follow-links -d 'In folders, follow links that lead out of them'
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -l allow-unprotected-copy -d 'Write copies of protected workbooks too, though a copy is not protected'
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -s v -l verbose -d 'Say more about what is being done (repeat for more still)'
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -s q -l quiet -d 'Leave out warnings about the run itself; errors still show'
complete -c pamlint -n "__fish_pamlint_using_subcommand plan" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and not __fish_seen_subcommand_from list show check new schema diff help" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal that can show them'
always\t'Always'
never\t'Never'"
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and not __fish_seen_subcommand_from list show check new schema diff help" -s v -l verbose -d 'Say more about what is being done (repeat for more still)'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and not __fish_seen_subcommand_from list show check new schema diff help" -s q -l quiet -d 'Leave out warnings about the run itself; errors still show'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and not __fish_seen_subcommand_from list show check new schema diff help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and not __fish_seen_subcommand_from list show check new schema diff help" -f -a "list" -d 'List the conventions that are built in'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and not __fish_seen_subcommand_from list show check new schema diff help" -f -a "show" -d 'Show a convention: the sheets and their columns, the names and the code lists'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and not __fish_seen_subcommand_from list show check new schema diff help" -f -a "check" -d 'Check a convention file: what does not hold together is shown where it stands, and the wrong and the right example of every rule are tried'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and not __fish_seen_subcommand_from list show check new schema diff help" -f -a "new" -d 'Write a small convention with remarks, to begin with'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and not __fish_seen_subcommand_from list show check new schema diff help" -f -a "schema" -d 'Print the JSON Schema of the convention file, with which editors complete and explain it'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and not __fish_seen_subcommand_from list show check new schema diff help" -f -a "diff" -d 'Say what one version of a convention changes, and which findings appear and disappear with it'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and not __fish_seen_subcommand_from list show check new schema diff help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from list" -l lang -d 'The language of all texts [default: that of the computer, or else English]' -r -f -a "en\t'English'
fr\t'French'
nl\t'Dutch'"
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from list" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal that can show them'
always\t'Always'
never\t'Never'"
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more about what is being done (repeat for more still)'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Leave out warnings about the run itself; errors still show'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from show" -l lang -d 'The language of all texts [default: that of the computer, or else English]' -r -f -a "en\t'English'
fr\t'French'
nl\t'Dutch'"
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from show" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal that can show them'
always\t'Always'
never\t'Never'"
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more about what is being done (repeat for more still)'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Leave out warnings about the run itself; errors still show'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from check" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal that can show them'
always\t'Always'
never\t'Never'"
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Say more about what is being done (repeat for more still)'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Leave out warnings about the run itself; errors still show'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from new" -s o -l output -d 'Write it to this file [default: ID.toml, unless it is there already]' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from new" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal that can show them'
always\t'Always'
never\t'Never'"
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from new" -s v -l verbose -d 'Say more about what is being done (repeat for more still)'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from new" -s q -l quiet -d 'Leave out warnings about the run itself; errors still show'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from new" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from schema" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal that can show them'
always\t'Always'
never\t'Never'"
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from schema" -s v -l verbose -d 'Say more about what is being done (repeat for more still)'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from schema" -s q -l quiet -d 'Leave out warnings about the run itself; errors still show'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from schema" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from diff" -l glob -d 'In folders, take only workbooks whose name fits this pattern, or whose path below the folder does when there is a slash in it: *-2026.xlsx, customers/**/*.xlsx (may be repeated)' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from diff" -l exclude -d 'In folders, leave out files and folders that fit this pattern: archive, customers/test-* (may be repeated)' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from diff" -l files-from -d 'Take the workbooks and folders that this file names too, each on its own line or with NUL between them; - reads standard input' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from diff" -l lang -d 'The language of all texts [default: that of the computer, or else English]' -r -f -a "en\t'English'
fr\t'French'
nl\t'Dutch'"
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from diff" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal that can show them'
always\t'Always'
never\t'Never'"
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from diff" -l follow-links -d 'In folders, follow links that lead out of them'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from diff" -s v -l verbose -d 'Say more about what is being done (repeat for more still)'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from diff" -s q -l quiet -d 'Leave out warnings about the run itself; errors still show'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the conventions that are built in'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show a convention: the sheets and their columns, the names and the code lists'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from help" -f -a "check" -d 'Check a convention file: what does not hold together is shown where it stands, and the wrong and the right example of every rule are tried'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from help" -f -a "new" -d 'Write a small convention with remarks, to begin with'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from help" -f -a "schema" -d 'Print the JSON Schema of the convention file, with which editors complete and explain it'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from help" -f -a "diff" -d 'Say what one version of a convention changes, and which findings appear and disappear with it'
complete -c pamlint -n "__fish_pamlint_using_subcommand convention; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c pamlint -n "__fish_pamlint_using_subcommand merge" -l convention -d 'The convention of the check: the name of one that is built in, or a file' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand merge" -l config -d 'The configuration file [default: the nearest pamlint.toml, in the folder or above it]' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand merge" -l exceptions -d 'The file with recorded exceptions of the check' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand merge" -l format -d 'The form of the report [default: text]' -r -f -a "text\t'For people'
concise\t'A line for each finding, for searching and editors'
json\t'For programs, as docs/report.schema.json describes'
jsonl\t'For programs that read line by line: a JSON object for each workbook, as soon as it is checked'
sarif\t'For code scanning: SARIF 2.1.0'
junit\t'For build servers: JUnit XML'
markdown\t'For tickets and chats: Markdown, a table for each workbook'"
complete -c pamlint -n "__fish_pamlint_using_subcommand merge" -l output -d 'Write the report to this file instead of the screen' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand merge" -l summary -d 'Write a summary for people as well: a workbook (.xlsx) or a web page (.html) (may be repeated)' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand merge" -l today -d 'The date that summaries name as the day of the check [default: today]' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand merge" -l fail-on -d 'End with exit code 1 from this severity on [default: error]' -r -f -a "error\t'Errors'
warning\t'Errors and warnings'
never\t'Nothing'"
complete -c pamlint -n "__fish_pamlint_using_subcommand merge" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal that can show them'
always\t'Always'
never\t'Never'"
complete -c pamlint -n "__fish_pamlint_using_subcommand merge" -l statistics -d 'Count the findings of each code in the text report, instead of telling them one by one'
complete -c pamlint -n "__fish_pamlint_using_subcommand merge" -s v -l verbose -d 'Say more about what is being done (repeat for more still)'
complete -c pamlint -n "__fish_pamlint_using_subcommand merge" -s q -l quiet -d 'Leave out warnings about the run itself; errors still show'
complete -c pamlint -n "__fish_pamlint_using_subcommand merge" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and not __fish_seen_subcommand_from show schema help" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal that can show them'
always\t'Always'
never\t'Never'"
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and not __fish_seen_subcommand_from show schema help" -s v -l verbose -d 'Say more about what is being done (repeat for more still)'
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and not __fish_seen_subcommand_from show schema help" -s q -l quiet -d 'Leave out warnings about the run itself; errors still show'
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and not __fish_seen_subcommand_from show schema help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and not __fish_seen_subcommand_from show schema help" -f -a "show" -d 'Show every option of a check: its value, and whether the call, pamlint.toml or nobody sets it'
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and not __fish_seen_subcommand_from show schema help" -f -a "schema" -d 'Print the JSON Schema of pamlint.toml, with which editors complete and check it'
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and not __fish_seen_subcommand_from show schema help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l glob -d 'In folders, take only workbooks whose name fits this pattern, or whose path below the folder does when there is a slash in it: *-2026.xlsx, customers/**/*.xlsx (may be repeated)' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l exclude -d 'In folders, leave out files and folders that fit this pattern: archive, customers/test-* (may be repeated)' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l files-from -d 'Take the workbooks and folders that this file names too, each on its own line or with NUL between them; - reads standard input' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l convention -d 'The convention: the name of one that is built in, or a file [default: pamaas]' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l lang -d 'The language of all texts [default: that of the computer, or else English]' -r -f -a "en\t'English'
fr\t'French'
nl\t'Dutch'"
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l config -d 'The configuration file [default: the nearest pamlint.toml from the current folder upwards, else the one beside the program]' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l jobs -d 'How many workbooks to work on at once [default: as many as there are processors]' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l progress -d 'Whether to show on the screen how far the run is [default: auto]' -r -f -a "auto\t'When someone is looking: standard error is a terminal, and there are several workbooks'
never\t'Never'"
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l list -d 'Look values up in a list of what exists: ovo, applications, accounts or platforms (may be repeated)' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l exceptions -d 'The file with recorded exceptions: mistakes that may stay until a day, and why' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l today -d 'The date of the check: marked copies name it, and exceptions end by it [default: today]' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l format -d 'The form of the report [default: text]' -r -f -a "text\t'For people'
concise\t'A line for each finding, for searching and editors'
json\t'For programs, as docs/report.schema.json describes'
jsonl\t'For programs that read line by line: a JSON object for each workbook, as soon as it is checked'
sarif\t'For code scanning: SARIF 2.1.0'
junit\t'For build servers: JUnit XML'
markdown\t'For tickets and chats: Markdown, a table for each workbook'"
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l output -d 'Write the report to this file instead of the screen' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l summary -d 'Write a summary for people as well: a workbook (.xlsx) or a web page (.html) (may be repeated)' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l out -d 'Put the marked copies in this folder [default: beside each workbook]' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l reply -d 'Draft a mail for whoever sent each workbook, in this folder: what was found, what to do, and the marked copy. Nothing is sent [default: no mails]' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l reply-by -d 'Ask in these mails for the corrected workbook by a day (2026-12-31), or within so many days (14)' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l password-file -d 'The file whose first line is the password of protected workbooks [default: ask on a terminal]' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l select -d 'Go by these rules only: codes such as SAF005, or the beginning of codes such as SAF' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l ignore -d 'Leave these rules out' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l severity -d 'Count a rule as error, warning or info' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l fail-on -d 'End with exit code 1 when there is something from this severity on [default: error]' -r -f -a "error\t'Errors'
warning\t'Errors and warnings'
never\t'Nothing'"
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l limit -d 'Allow a workbook more, or less, of something than usual: cells=15000000, memory=1024 (in MB), seconds=60 (may be repeated); more cells come with more of everything that grows with them' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l every -d 'Look at the folders every so many seconds [default: 5]' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l shard -d 'Check only the Kth of N parts of the workbooks, for a run on several machines; pamlint merge joins the parts' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal that can show them'
always\t'Always'
never\t'Never'"
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l follow-links -d 'In folders, follow links that lead out of them'
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l statistics -d 'Count the findings of each code in the text report, instead of telling them one by one'
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l mirror -d 'Make the same folders in the folder of --out as there are in the folders that are checked'
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l no-annotate -d 'Write no marked copies'
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l allow-unprotected-copy -d 'Write copies of protected workbooks too, though a copy is not protected'
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l no-cache -d 'Check every workbook anew, and keep nothing of it: of a folder, workbooks that have not changed are known from the last run otherwise'
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l changed-only -d 'Report only workbooks that are new, or of which there is something new to say since the last run'
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -l watch -d 'Go on checking what comes into the folders, until ^C: a workbook is checked once nobody writes it any more'
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more about what is being done (repeat for more still)'
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Leave out warnings about the run itself; errors still show'
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from schema" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal that can show them'
always\t'Always'
never\t'Never'"
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from schema" -s v -l verbose -d 'Say more about what is being done (repeat for more still)'
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from schema" -s q -l quiet -d 'Leave out warnings about the run itself; errors still show'
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from schema" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show every option of a check: its value, and whether the call, pamlint.toml or nobody sets it'
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "schema" -d 'Print the JSON Schema of pamlint.toml, with which editors complete and check it'
complete -c pamlint -n "__fish_pamlint_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and not __fish_seen_subcommand_from record help" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal that can show them'
always\t'Always'
never\t'Never'"
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and not __fish_seen_subcommand_from record help" -s v -l verbose -d 'Say more about what is being done (repeat for more still)'
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and not __fish_seen_subcommand_from record help" -s q -l quiet -d 'Leave out warnings about the run itself; errors still show'
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and not __fish_seen_subcommand_from record help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and not __fish_seen_subcommand_from record help" -f -a "record" -d 'Record what is found in workbooks today as exceptions, and drop recorded ones that nothing meets any more'
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and not __fish_seen_subcommand_from record help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and __fish_seen_subcommand_from record" -l glob -d 'In folders, take only workbooks whose name fits this pattern, or whose path below the folder does when there is a slash in it: *-2026.xlsx, customers/**/*.xlsx (may be repeated)' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and __fish_seen_subcommand_from record" -l exclude -d 'In folders, leave out files and folders that fit this pattern: archive, customers/test-* (may be repeated)' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and __fish_seen_subcommand_from record" -l files-from -d 'Take the workbooks and folders that this file names too, each on its own line or with NUL between them; - reads standard input' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and __fish_seen_subcommand_from record" -l convention -d 'The convention: the name of one that is built in, or a file [default: pamaas]' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and __fish_seen_subcommand_from record" -l lang -d 'The language of all texts [default: that of the computer, or else English]' -r -f -a "en\t'English'
fr\t'French'
nl\t'Dutch'"
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and __fish_seen_subcommand_from record" -l config -d 'The configuration file [default: the nearest pamlint.toml from the current folder upwards, else the one beside the program]' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and __fish_seen_subcommand_from record" -l list -d 'Look values up in a list of what exists: ovo, applications, accounts or platforms (may be repeated)' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and __fish_seen_subcommand_from record" -l exceptions -d 'The file with recorded exceptions: mistakes that may stay until a day, and why' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and __fish_seen_subcommand_from record" -l today -d 'The date of the check: marked copies name it, and exceptions end by it [default: today]' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and __fish_seen_subcommand_from record" -l reason -d 'Why these mistakes may stay' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and __fish_seen_subcommand_from record" -l approved-by -d 'Who has decided it' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and __fish_seen_subcommand_from record" -l until -d 'The last day on which it holds' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and __fish_seen_subcommand_from record" -l password-file -d 'The file whose first line is the password of protected workbooks [default: ask on a terminal]' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and __fish_seen_subcommand_from record" -l select -d 'Go by these rules only: codes such as SAF005, or the beginning of codes such as SAF' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and __fish_seen_subcommand_from record" -l ignore -d 'Leave these rules out' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and __fish_seen_subcommand_from record" -l severity -d 'Count a rule as error, warning or info' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and __fish_seen_subcommand_from record" -l fail-on -d 'End with exit code 1 when there is something from this severity on [default: error]' -r -f -a "error\t'Errors'
warning\t'Errors and warnings'
never\t'Nothing'"
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and __fish_seen_subcommand_from record" -l limit -d 'Allow a workbook more, or less, of something than usual: cells=15000000, memory=1024 (in MB), seconds=60 (may be repeated); more cells come with more of everything that grows with them' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and __fish_seen_subcommand_from record" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal that can show them'
always\t'Always'
never\t'Never'"
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and __fish_seen_subcommand_from record" -l follow-links -d 'In folders, follow links that lead out of them'
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and __fish_seen_subcommand_from record" -l allow-unprotected-copy -d 'Write copies of protected workbooks too, though a copy is not protected'
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and __fish_seen_subcommand_from record" -s v -l verbose -d 'Say more about what is being done (repeat for more still)'
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and __fish_seen_subcommand_from record" -s q -l quiet -d 'Leave out warnings about the run itself; errors still show'
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and __fish_seen_subcommand_from record" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and __fish_seen_subcommand_from help" -f -a "record" -d 'Record what is found in workbooks today as exceptions, and drop recorded ones that nothing meets any more'
complete -c pamlint -n "__fish_pamlint_using_subcommand exceptions; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c pamlint -n "__fish_pamlint_using_subcommand clean" -l out -d 'Put what comes out in this folder' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand clean" -l lang -d 'The language of messages about the workbook [default: that of the computer, or else English]' -r -f -a "en\t'English'
fr\t'French'
nl\t'Dutch'"
complete -c pamlint -n "__fish_pamlint_using_subcommand clean" -l password-file -d 'The file whose first line is the password of protected workbooks [default: ask on a terminal]' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand clean" -l limit -d 'Allow a workbook more, or less, of something than usual: cells=15000000, memory=1024 (in MB), seconds=60 (may be repeated); more cells come with more of everything that grows with them' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand clean" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal that can show them'
always\t'Always'
never\t'Never'"
complete -c pamlint -n "__fish_pamlint_using_subcommand clean" -l allow-unprotected-copy -d 'Write copies of protected workbooks too, though a copy is not protected'
complete -c pamlint -n "__fish_pamlint_using_subcommand clean" -s v -l verbose -d 'Say more about what is being done (repeat for more still)'
complete -c pamlint -n "__fish_pamlint_using_subcommand clean" -s q -l quiet -d 'Leave out warnings about the run itself; errors still show'
complete -c pamlint -n "__fish_pamlint_using_subcommand clean" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pamlint -n "__fish_pamlint_using_subcommand completions" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal that can show them'
always\t'Always'
never\t'Never'"
complete -c pamlint -n "__fish_pamlint_using_subcommand completions" -s v -l verbose -d 'Say more about what is being done (repeat for more still)'
complete -c pamlint -n "__fish_pamlint_using_subcommand completions" -s q -l quiet -d 'Leave out warnings about the run itself; errors still show'
complete -c pamlint -n "__fish_pamlint_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pamlint -n "__fish_pamlint_using_subcommand generate" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal that can show them'
always\t'Always'
never\t'Never'"
complete -c pamlint -n "__fish_pamlint_using_subcommand generate" -s v -l verbose -d 'Say more about what is being done (repeat for more still)'
complete -c pamlint -n "__fish_pamlint_using_subcommand generate" -s q -l quiet -d 'Leave out warnings about the run itself; errors still show'
complete -c pamlint -n "__fish_pamlint_using_subcommand generate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pamlint -n "__fish_pamlint_using_subcommand rule" -l convention -d 'The convention: the name of one that is built in, or a file [default: pamaas]' -r
complete -c pamlint -n "__fish_pamlint_using_subcommand rule" -l lang -d 'The language of all texts [default: that of the computer, or else English]' -r -f -a "en\t'English'
fr\t'French'
nl\t'Dutch'"
complete -c pamlint -n "__fish_pamlint_using_subcommand rule" -l config -d 'The configuration file [default: the nearest pamlint.toml from the current folder upwards, else the one beside the program]' -r -F
complete -c pamlint -n "__fish_pamlint_using_subcommand rule" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal that can show them'
always\t'Always'
never\t'Never'"
complete -c pamlint -n "__fish_pamlint_using_subcommand rule" -s v -l verbose -d 'Say more about what is being done (repeat for more still)'
complete -c pamlint -n "__fish_pamlint_using_subcommand rule" -s q -l quiet -d 'Leave out warnings about the run itself; errors still show'
complete -c pamlint -n "__fish_pamlint_using_subcommand rule" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c pamlint -n "__fish_pamlint_using_subcommand help; and not __fish_seen_subcommand_from check template fix compare plan convention merge config exceptions clean completions generate rule help" -f -a "check" -d 'Check workbooks, and write copies in which every mistake is marked'
complete -c pamlint -n "__fish_pamlint_using_subcommand help; and not __fish_seen_subcommand_from check template fix compare plan convention merge config exceptions clean completions generate rule help" -f -a "template" -d 'Write the blank workbook that customers fill in, with explanations, lists and checks in it'
complete -c pamlint -n "__fish_pamlint_using_subcommand help; and not __fish_seen_subcommand_from check template fix compare plan convention merge config exceptions clean completions generate rule help" -f -a "fix" -d 'Write copies in which the mistakes are corrected that leave no doubt'
complete -c pamlint -n "__fish_pamlint_using_subcommand help; and not __fish_seen_subcommand_from check template fix compare plan convention merge config exceptions clean completions generate rule help" -f -a "compare" -d 'Say what became of a workbook from one version to the next'
complete -c pamlint -n "__fish_pamlint_using_subcommand help; and not __fish_seen_subcommand_from check template fix compare plan convention merge config exceptions clean completions generate rule help" -f -a "plan" -d 'Say what has to be made in the vault for the accounts without errors'
complete -c pamlint -n "__fish_pamlint_using_subcommand help; and not __fish_seen_subcommand_from check template fix compare plan convention merge config exceptions clean completions generate rule help" -f -a "convention" -d 'Show the conventions there are, or check a convention file'
complete -c pamlint -n "__fish_pamlint_using_subcommand help; and not __fish_seen_subcommand_from check template fix compare plan convention merge config exceptions clean completions generate rule help" -f -a "merge" -d 'Join the reports of a check that several machines shared (check --shard)'
complete -c pamlint -n "__fish_pamlint_using_subcommand help; and not __fish_seen_subcommand_from check template fix compare plan convention merge config exceptions clean completions generate rule help" -f -a "config" -d 'Show what holds for a check, and where each option comes from'
complete -c pamlint -n "__fish_pamlint_using_subcommand help; and not __fish_seen_subcommand_from check template fix compare plan convention merge config exceptions clean completions generate rule help" -f -a "exceptions" -d 'Record what is found today as exceptions: mistakes that may stay until a day'
complete -c pamlint -n "__fish_pamlint_using_subcommand help; and not __fish_seen_subcommand_from check template fix compare plan convention merge config exceptions clean completions generate rule help" -f -a "clean" -d 'Take our marks out of a marked copy again'
complete -c pamlint -n "__fish_pamlint_using_subcommand help; and not __fish_seen_subcommand_from check template fix compare plan convention merge config exceptions clean completions generate rule help" -f -a "completions" -d 'Print the completions of a shell: how it completes the options of this program'
complete -c pamlint -n "__fish_pamlint_using_subcommand help; and not __fish_seen_subcommand_from check template fix compare plan convention merge config exceptions clean completions generate rule help" -f -a "generate" -d 'Write the man pages, the completions of all shells and the schema of pamlint.toml into a folder'
complete -c pamlint -n "__fish_pamlint_using_subcommand help; and not __fish_seen_subcommand_from check template fix compare plan convention merge config exceptions clean completions generate rule help" -f -a "rule" -d 'Explain a rule; without an argument, list all rules'
complete -c pamlint -n "__fish_pamlint_using_subcommand help; and not __fish_seen_subcommand_from check template fix compare plan convention merge config exceptions clean completions generate rule help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c pamlint -n "__fish_pamlint_using_subcommand help; and __fish_seen_subcommand_from convention" -f -a "list" -d 'List the conventions that are built in'
complete -c pamlint -n "__fish_pamlint_using_subcommand help; and __fish_seen_subcommand_from convention" -f -a "show" -d 'Show a convention: the sheets and their columns, the names and the code lists'
complete -c pamlint -n "__fish_pamlint_using_subcommand help; and __fish_seen_subcommand_from convention" -f -a "check" -d 'Check a convention file: what does not hold together is shown where it stands, and the wrong and the right example of every rule are tried'
complete -c pamlint -n "__fish_pamlint_using_subcommand help; and __fish_seen_subcommand_from convention" -f -a "new" -d 'Write a small convention with remarks, to begin with'
complete -c pamlint -n "__fish_pamlint_using_subcommand help; and __fish_seen_subcommand_from convention" -f -a "schema" -d 'Print the JSON Schema of the convention file, with which editors complete and explain it'
complete -c pamlint -n "__fish_pamlint_using_subcommand help; and __fish_seen_subcommand_from convention" -f -a "diff" -d 'Say what one version of a convention changes, and which findings appear and disappear with it'
complete -c pamlint -n "__fish_pamlint_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "show" -d 'Show every option of a check: its value, and whether the call, pamlint.toml or nobody sets it'
complete -c pamlint -n "__fish_pamlint_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "schema" -d 'Print the JSON Schema of pamlint.toml, with which editors complete and check it'
complete -c pamlint -n "__fish_pamlint_using_subcommand help; and __fish_seen_subcommand_from exceptions" -f -a "record" -d 'Record what is found in workbooks today as exceptions, and drop recorded ones that nothing meets any more'
