#include <string.h>

#include "cli/commands.h"

const struct command commands[] = {
    {"new", "FILE (--template NAME | --from TEXT) [--title T] [--encoding NAME] [--keep-lines]",
     N_("a new report from a template or a plain-text outline"), command_new},
    {"templates", "", N_("the shipped templates"), command_templates},
    {"reports", "[DIR] [--json | --tsv]", N_("the reports of a directory, and who has them open"), command_reports},
    {"outline", "FILE [--json | --tsv]", N_("the tree of sections"), command_outline},
    {"show", "FILE SECTION [--source | --rev]", N_("one section as printed, or in source form"), command_show},
    {"write", "FILE SECTION [--base REV]", N_("replaces a section's text by standard input"), command_write},
    {"add", "FILE SECTION TITLE [--under] [--text FILE]", N_("a new section behind or under another"), command_add},
    {"rename", "FILE SECTION TITLE", N_("a new title for a section"), command_rename},
    {"move", "FILE SECTION (--after | --before | --under) OTHER", N_("moves a branch; markers renumber themselves"),
     command_move},
    {"remove", "FILE SECTION", N_("moves a branch to the bin"), command_remove},
    {"restore", "FILE [SECTION [--to STATE]]",
     N_("brings back a branch from the bin, or an earlier text; or lists the bin"), command_restore},
    {"figures", "FILE [--missing] [--by-source] [--source DEPT] [--json | --tsv | --csv]", N_("the numbers and names of the report, and their values"), command_figures},
    {"figure", "FILE KEY [--label T] [--unit U] [--target T] [--formula F] …",
     N_("one figure with its history, or changes what is known of it"), command_figure},
    {"fill", "FILE (KEY=VALUE… | --csv SHEET) [--dry-run]", N_("sets values, all or none"), command_fill},
    {"gather", "FILE… [--csv]", N_("the same figures of many reports side by side, with sums"), command_gather},
    {"note", "FILE [SECTION (WORDS TEXT | --glued)] [--json | --tsv]", N_("footnotes: lists them, or makes one behind WORDS"),
     command_note},
    {"check", "FILE [--json]", N_("every finding: blanks, wording, style"), command_check},
    {"comment", "FILE SECTION [--quote WORDS [--nth N]] [--figure KEY] [--kind KIND] [--behalf BODY] [--draft] TEXT",
     N_("a comment on a section, on words of it or on a figure"), command_comment},
    {"reply", "FILE COMMENT [--draft] TEXT", N_("an answer to a comment"), command_reply},
    {"publish", "FILE", N_("shows your drafts to everybody"), command_publish},
    {"resolve", "FILE COMMENT [--outcome OUTCOME [--reason WORDS] [--answer REV] | --reopen]",
     N_("takes a comment up, or closes it"), command_resolve},
    {"withdraw", "FILE COMMENT", N_("takes back a comment that nobody answered"), command_withdraw},
    {"comments", "FILE [SECTION] [--open] [--json | --tsv]", N_("all comments and what became of their words"),
     command_comments},
    {"response", "FILE [--csv] [--by section|body] [--width N] [--page-length N]",
     N_("the table of opinions and how they were taken up"), command_response},
    {"suggest", "FILE SECTION [--quote WORDS INSTEAD] [--note NOTE]",
     N_("other words for words of a text, which stays as it is; or all of it rewritten"), command_suggest},
    {"suggestions", "FILE [SECTION] [--open] [--json|--tsv]", N_("all suggestions and what became of them"),
     command_suggestions},
    {"accept", "FILE SUGGESTION… | --all", N_("takes suggested words into the text"), command_accept},
    {"reject", "FILE SUGGESTION… | --all [--reason WORDS]", N_("declines suggestions, withdraws one's own"), command_reject},
    {"search", "FILE WORDS [--json]", N_("finds words; without tone marks also words that have them"), command_search},
    {"print", "FILE [-o OUT] [--style NAME] [--width N] [--page-length N] [--contents] [--annex NAMES] [--final]", N_("the report as pages of plain text"),
     command_print},
    {"export", "FILE [-o OUT] [--format text|json|markdown]", N_("the report as plain text, as it came in"), command_export},
    {"checkpoint", "FILE SECTION NAME", N_("names the present state of a section"), command_checkpoint},
    {"log", "FILE [SECTION] [--json | --tsv]", N_("who did what and when, the newest first"), command_log},
    {"diff", "FILE [SECTION] [--from STATE] [--to STATE] [--whole]", N_("what changed between two states"),
     command_diff},
    {"who", "FILE [--json | --tsv]", N_("who has the report open, and where"), command_who},
    {"lease", "FILE SECTION [--take | --wait | --release | --json]", N_("who may type in a section now"), command_lease},
    {"member", "FILE [add NAME ROLE | remove NAME] [--json]", N_("who takes part, and as what"), command_member},
    {"set", "FILE [NAME[=VALUE]…] [--all] [--json]", N_("letterhead, page style and other properties of the report"),
     command_set},
    {"property", "FILE [NAME[=VALUE]…] [--all] [--json]", N_("another name of set"), command_set},
    {"backup", "FILE DEST", N_("a consistent copy while others type"), command_backup},
    {"shell", "--as NAME DIR", N_("for a forced command of sshd: the reports of one directory, and nothing else"),
     command_shell},
    {"verify", "FILE", N_("tests the file and its history"), command_verify},
    {NULL, NULL, NULL, NULL},
};

const struct command *command_find(const char *name)
{
    for (const struct command *c = commands; c->name; c++)
        if (strcmp(c->name, name) == 0)
            return c;
    return NULL;
}
