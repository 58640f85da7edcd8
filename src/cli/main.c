#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/commands.h"
#include "config.h"

/* A descriptor that is closed at the start would be given to the next file that is opened, and a message
 * would then be written into the report. */
static void occupy_standard_streams(void)
{
    for (int fd = 0; fd < 3; fd++)
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF && open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) < 0)
            _exit(SOAN_IO_ERROR);
}

static void print_help(void)
{
    out_str(_("usage: soan FILE              opens the report on the full screen\n"
              "       soan COMMAND …         does one thing and ends\n"
              "\n"
              "commands:\n"));
    for (const struct command *c = commands; c->name; c++)
        out_printf("  %-11s %s\n", c->name, _(c->help));
    out_str(_("\n"
              "options everywhere:\n"
              "  --lang vi|en  language of the messages\n"
              "  --as NAME     speak for another member (only the account that owns the file)\n"
              "  --help        this text; `soan COMMAND --help` has more on a command\n"
              "  --version     version of the program\n"
              "\n"
              "A SECTION is an id (#12) or a path of markers (P1/I/1/1.1); `-` is standard input or output.\n"));
}

static bool open_editor(struct invocation *in, struct error *e)
{
    static const struct command editor = {"", "FILE", N_("opens the report on the full screen"), command_edit};
    in->command = &editor;
    return command_edit(in, e);
}

/* The options before a command; *at becomes the index of the command or file. */
static bool leading_options(int argc, char **argv, struct invocation *in, int *at, struct error *e)
{
    for (*at = 1; *at < argc && argv[*at][0] == '-'; (*at)++) {
        const char *arg = argv[*at], *value = strchr(arg, '=');
        bool lang = strncmp(arg, "--lang", 6) == 0 && (arg[6] == '\0' || arg[6] == '=');
        bool as = strncmp(arg, "--as", 4) == 0 && (arg[4] == '\0' || arg[4] == '=');
        if (strcmp(arg, "--help") == 0 || strcmp(arg, "-h") == 0) {
            print_help();
            in->answered = true;
            return false;
        }
        if (strcmp(arg, "--version") == 0) {
            out_printf("soan %s\n", SOAN_VERSION);
            in->answered = true;
            return false;
        }
        if (strcmp(arg, "--") == 0) {
            (*at)++;
            return true;
        }
        if (!lang && !as)
            return error_set(e, SOAN_USAGE, _("unknown option %s; `soan --help` lists the options and commands"), arg);
        if (!value && *at + 1 >= argc)
            return error_set(e, SOAN_USAGE, _("%s needs a value; see `soan --help`"), arg);
        value = value ? value + 1 : argv[++*at];
        if (as)
            in->as = value;
        else if (!language_set(value, e))
            return false;
    }
    return true;
}

static bool run(int argc, char **argv, struct invocation *in, struct error *e)
{
    int at;
    if (!leading_options(argc, argv, in, &at, e))
        return in->answered;
    if (at >= argc)
        return error_set(e, SOAN_USAGE, _("name a report or a command; `soan --help` lists the commands"));
    in->argc = argc - at;
    in->argv = argv + at;
    in->command = command_find(argv[at]);
    if (in->command)
        return in->command->run(in, e);
    /* A word that looks like no file is a misspelled command rather than a missing report. */
    if (!strpbrk(argv[at], "./") && access(argv[at], F_OK) != 0)
        return error_set(e, SOAN_USAGE, _("\"%s\" is neither a command nor a file; `soan --help` lists the commands"),
                         argv[at]);
    in->argc++;
    in->argv--;               /* the place of the command's name */
    return open_editor(in, e);
}

/* True if the command is `shell`: told before anything of the environment is used. */
static bool asks_for_shell(int argc, char **argv)
{
    int at = 1;
    while (at < argc && argv[at][0] == '-')
        at += strcmp(argv[at], "--as") == 0 || strcmp(argv[at], "--lang") == 0 ? 2 : 1;
    return at < argc && strcmp(argv[at], "shell") == 0;
}

int main(int argc, char **argv)
{
    struct error e = {0};
    struct invocation in = {0};
    occupy_standard_streams();
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    if (asks_for_shell(argc, argv))
        confine_environment();
    language_set(NULL, NULL);
    data_set_dir(SOAN_DATADIR);
    bool ok = run(argc, argv, &in, &e);
    if (ok)
        ok = out_finish(&e);
    else
        fflush(stdout);
    int status = ok ? (in.findings ? SOAN_REFUSED : SOAN_DONE) : (int)e.status;
    if (e.message.len)
        fprintf(stderr, "soan: %s\n", e.message.bytes);
    error_free(&e);
    data_set_dir(NULL);
    return status;
}
