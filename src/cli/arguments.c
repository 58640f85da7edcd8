#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"

enum { VALUE_AS = 256, VALUE_LANG, VALUE_HELP, VALUE_OWN };
enum { MOST_OPTIONS = 20 };

static struct text usage_of(const struct command *c)
{
    struct text t = text_copy(TEXT_LIT("soan"));
    if (*c->name)
        text_printf(&t, " %s", c->name);
    if (*c->usage)
        text_printf(&t, " %s", c->usage);
    return t;
}

static void print_usage(const struct command *c, const struct option_spec *spec, size_t n)
{
    struct text usage = usage_of(c);
    out_printf(_("usage: %s\n\n%s\n"), usage.bytes, _(c->help));
    text_free(&usage);
    if (n)
        out_str("\n");
    for (size_t i = 0; i < n; i++) {
        struct text left = {0};
        if (spec[i].letter)
            text_printf(&left, "-%c, ", spec[i].letter);
        text_printf(&left, "--%s%s%s", spec[i].name, spec[i].value ? " " : "", spec[i].value ? spec[i].value : "");
        out_printf("  %-20s %s\n", left.bytes, _(spec[i].help));
        text_free(&left);
    }
}

static bool wrong_usage(const struct invocation *in, const char *what, const char *arg, struct error *e)
{
    struct text usage = usage_of(in->command);
    error_set(e, SOAN_USAGE, _("%s: %s; usage: %s"), arg, what, usage.bytes);
    text_free(&usage);
    return false;
}

static bool take_number(const struct invocation *in, const char *value, int *out, struct error *e)
{
    char *end;
    errno = 0;
    long n = strtol(value, &end, 10);
    if (errno || end == value || *end || n < 0 || n > INT_MAX)
        return wrong_usage(in, _("is not a whole number"), value, e);
    *out = (int)n;
    return true;
}

static bool take_option(struct invocation *in, const struct option_spec *s, const char *value, struct error *e)
{
    if (s->on)
        *s->on = true;
    else if (s->text)
        *s->text = value;
    else
        return take_number(in, value, s->number, e);
    return true;
}

/* The arrays getopt_long() wants. Letters begin with ':' so that a missing value is told from an unknown option. */
static void describe(const struct option_spec *spec, size_t n, struct option *options, struct text *letters)
{
    text_append_str(letters, ":h");
    for (size_t i = 0; i < n; i++) {
        options[i] = (struct option){spec[i].name, spec[i].on ? no_argument : required_argument, NULL,
                                     VALUE_OWN + (int)i};
        if (spec[i].letter)
            text_printf(letters, "%c%s", spec[i].letter, spec[i].on ? "" : ":");
    }
    options[n] = (struct option){"as", required_argument, NULL, VALUE_AS};
    options[n + 1] = (struct option){"lang", required_argument, NULL, VALUE_LANG};
    options[n + 2] = (struct option){"help", no_argument, NULL, VALUE_HELP};
    options[n + 3] = (struct option){NULL, 0, NULL, 0};
}

static bool take(struct invocation *in, const struct option_spec *spec, size_t n, int found, struct error *e)
{
    if (found == VALUE_HELP || found == 'h') {
        in->answered = true;
        return true;
    }
    if (found == VALUE_AS) {
        if (confined())
            return error_set(e, SOAN_NOT_PERMITTED, _("--as %s: here you are %s; leave it out"), optarg, confined());
        in->as = optarg;
        return true;
    }
    if (found == VALUE_LANG)
        return language_set(optarg, e);
    for (size_t i = 0; i < n; i++)
        if (found == VALUE_OWN + (int)i || (spec[i].letter && found == spec[i].letter))
            return take_option(in, &spec[i], optarg, e);
    return wrong_usage(in, found == ':' ? _("needs a value") : _("is no option here"), in->argv[optind - 1], e);
}

bool cli_parse(struct invocation *in, const struct option_spec *spec, size_t n, int least, int most, struct error *e)
{
    struct option options[MOST_OPTIONS + 4];
    struct text letters = {0};
    bool ok = n <= MOST_OPTIONS;
    int found;
    describe(spec, n, options, &letters);
    optind = 0;
    opterr = 0;
    while (ok && (found = getopt_long(in->argc, in->argv, letters.bytes, options, NULL)) != -1)
        ok = take(in, spec, n, found, e);
    text_free(&letters);
    if (!ok) {
        in->answered = false;
        return false;
    }
    if (in->answered) {
        print_usage(in->command, spec, n);
        return false;
    }
    in->argv += optind;
    in->argc -= optind;
    const char *name = *in->command->name ? in->command->name : "soan";
    if (in->argc < least)
        return wrong_usage(in, _("something is missing"), name, e);
    if (in->argc > most)
        return wrong_usage(in, _("is one word too many (put quotes round words with spaces)"), in->argv[most], e);
    return true;
}

bool cli_parse_plain(struct invocation *in, int least, int most, struct error *e)
{
    return cli_parse(in, NULL, 0, least, most, e);
}

static struct text account(void)
{
    struct text name = {0};
    const struct passwd *pw = getpwuid(getuid());
    if (pw && pw->pw_name[0])
        text_append_str(&name, pw->pw_name);
    else
        text_printf(&name, "uid%ld", (long)getuid());
    return name;
}

bool cli_member(const struct invocation *in, const char *path, struct text *name, struct error *e)
{
    struct stat st;
    if (confined() || !in->as) {
        *name = confined() ? text_copy(text_view_of(confined())) : account();
        return true;
    }
    if (!soan_member_name_fits(text_view_of(in->as)))
        return error_set(e, SOAN_USAGE, _("--as %s: is no name of a member: up to 64 letters without spaces"), in->as);
    if (path && stat(path, &st) != 0)
        return error_set(e, SOAN_NO_INPUT, _("%s: cannot be opened: %s"), path, strerror(errno));
    if (path && st.st_uid != geteuid())
        return error_set(e, SOAN_NOT_PERMITTED, _("%s: only the account that owns the file may use --as"), path);
    text_append_str(name, in->as);
    return true;
}

bool cli_open(const struct invocation *in, const char *path, struct soan_report **r, struct error *e)
{
    struct text name = {0};
    bool ok = cli_member(in, path, &name, e) && soan_report_open(path, text_str(&name), r, e);
    text_free(&name);
    return ok;
}

bool cli_id(const char *arg, int64_t *id, struct error *e)
{
    char *end;
    const char *digits = arg[0] == '#' ? arg + 1 : arg;
    errno = 0;
    long long n = strtoll(digits, &end, 10);
    if (errno || end == digits || *end || n <= 0)
        return error_set(e, SOAN_USAGE, _("%s: is no id; an id is a number as #12"), arg);
    *id = n;
    return true;
}
