/*
 * The only command of a login that is let in for the reports of one directory. sshd gives it the name of the person and the
 * directory; what the person asks for comes in SSH_ORIGINAL_COMMAND and is no more than words.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/words.h"
#include "soan/tui.h"

/* What may be asked for by a line. A command that is not named here is not to be had, whatever the program learns later. */
static const char *const given[] = {
    "accept",
    "add",
    "approve",
    "assign",
    "backup",
    "check",
    "checkpoint",
    "comment",
    "comments",
    "diff",
    "export",
    "figure",
    "figures",
    "fill",
    "gather",
    "lease",
    "log",
    "member",
    "milestone",
    "move",
    "new",
    "note",
    "outline",
    "print",
    "property",
    "publish",
    "reject",
    "remove",
    "rename",
    "reply",
    "reports",
    "resolve",
    "response",
    "restore",
    "search",
    "set",
    "show",
    "status",
    "suggest",
    "suggestions",
    "templates",
    "verify",
    "who",
    "withdraw",
    "write",
};

static bool is_given(const char *name)
{
    for (size_t i = 0; i < SOAN_ARRAY_LEN(given); i++)
        if (strcmp(given[i], name) == 0)
            return true;
    return false;
}

static void print_given(void)
{
    out_str(_("usage: ssh -t HOST              the reports, on the full screen\n"
              "       ssh -t HOST FILE         one of them\n"
              "       ssh HOST COMMAND …       does one thing and ends\n"
              "\n"
              "commands:\n"));
    for (const struct command *c = commands; c->name; c++)
        if (is_given(c->name))
            out_printf("  %-11s %s\n", c->name, _(c->help));
    out_str(_("\n"
              "The local shell takes quotes away: ssh HOST 'comment FILE 1.1 \"some words\"'.\n"
              "Texts come in by standard input (-); a command with --help says more.\n"));
}

static bool run_words(struct words *w, bool *findings, struct error *e)
{
    static const struct command screen = {"", "FILE", N_("opens the report on the full screen"), command_edit};
    char **word = w->word;
    size_t n = w->n;
    if (n > 1 && strcmp(word[0], "soan") == 0) {
        word++;
        n--;
    }
    if (n == 0 || strcmp(word[0], "help") == 0 || strcmp(word[0], "--help") == 0) {
        print_given();
        return true;
    }
    struct invocation in = {.argc = (int)n, .argv = word};
    if (is_given(word[0]))
        in.command = command_find(word[0]);
    if (in.command) {
        bool ok = in.command->run(&in, e);
        *findings = in.findings;
        return ok;
    }
    if (n != 1 || !text_view_ends(text_view_of(word[0]), TEXT_LIT(".soan")))
        return error_set(e, SOAN_NOT_PERMITTED, _("%s: is no command here; \"help\" lists them"), word[0]);
    char *argv[] = {(char *)"", word[0], NULL};
    in = (struct invocation){.command = &screen, .argc = 2, .argv = argv};
    return command_edit(&in, e);
}

bool command_shell(struct invocation *in, struct error *e)
{
    struct text name = {0};
    struct words w = {0};
    if (!cli_parse_plain(in, 1, 1, e))
        return in->answered;
    if (!in->as)
        return error_set(e, SOAN_USAGE, _("shell: say with --as NAME who comes in; see soan-server(8)"));
    bool ok = cli_member(in, NULL, &name, e) && confine_to(in->argv[0], text_str(&name), e);
    const char *asked = getenv("SSH_ORIGINAL_COMMAND");
    if (ok && asked && asked[0])
        ok = words_split(asked, &w, e) && run_words(&w, &in->findings, e);
    else if (ok && (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)))
        ok = error_set(e, SOAN_REFUSED, _("the reports are shown on a terminal only; take ssh -t, or ask for \"help\""));
    else
        ok = ok && soan_tui_shelf(e);
    words_free(&w);
    text_free(&name);
    return ok;
}
