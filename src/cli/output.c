#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"

static int first_error;

static bool to_terminal(void)
{
    static int known = -1;
    if (known < 0)
        known = isatty(STDOUT_FILENO);
    return known == 1;
}

static void put(struct text_view v)
{
    if (!first_error && v.len && fwrite(v.bytes, 1, v.len, stdout) != v.len)
        first_error = errno ? errno : EIO;
}

/* The terminal may stand at the other end of a line that is none: `ssh HOST show …`. What a report holds by right,
 * and a page's form feed, goes through as it is, so that the same report gives the same bytes. */
static void put_harmless(struct text_view v)
{
    struct text clean = {0};
    text_append_harmless(&clean, v, "\n\r\t\f");
    for (size_t i = 0; i < clean.len; i++)
        if (clean.bytes[i] == '\r' && (i + 1 == clean.len || clean.bytes[i + 1] != '\n'))
            clean.bytes[i] = '\n';
    put(text_view(&clean));
    text_free(&clean);
}

void out_text(struct text_view v)
{
    if (!to_terminal() && confined()) {
        put_harmless(v);
        return;
    }
    if (!to_terminal()) {
        put(v);
        return;
    }
    struct text clean = {0};
    text_clean(v, &clean, NULL);
    put(text_view(&clean));
    text_free(&clean);
}

void out_str(const char *s)
{
    out_text(text_view_of(s));
}

void out_printf(const char *fmt, ...)
{
    struct text t = {0};
    va_list ap;
    va_start(ap, fmt);
    text_vprintf(&t, fmt, ap);
    va_end(ap);
    out_text(text_view(&t));
    text_free(&t);
}

bool out_styles(void)
{
    const char *none = getenv("NO_COLOR"), *term = getenv("TERM");
    return to_terminal() && (!none || !none[0]) && term && term[0] && strcmp(term, "dumb") != 0;
}

/* ECMA-48 SGR: 1 bold, 4 underlined, 9 crossed out, 31 red, 32 green. */
void out_styled(struct text_view v, enum out_style style)
{
    static const char *const sgr[] = {
        [OUT_PLAIN] = "", [OUT_DELETED] = "\033[31;9m", [OUT_INSERTED] = "\033[32;4m", [OUT_HEADING] = "\033[1m",
    };
    bool styled = style != OUT_PLAIN && out_styles();
    if (styled)
        put(text_view_of(sgr[style]));
    out_text(v);
    if (styled)
        put(TEXT_LIT("\033[0m"));
}

bool out_takes_bytes(void)
{
    return !to_terminal() && !confined();
}

bool out_good(void)
{
    return !first_error;
}

bool out_finish(struct error *e)
{
    if (!first_error && fflush(stdout) != 0)
        first_error = errno;
    if (first_error == EPIPE)
        return error_set(e, SOAN_IO_ERROR, "%s", "");
    if (first_error)
        return error_set(e, SOAN_IO_ERROR, _("standard output: cannot be written: %s"), strerror(first_error));
    return true;
}

int out_columns(void)
{
    struct winsize size;
    if (!to_terminal())
        return 0;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

void time_iso(int64_t at, struct text *out)
{
    char buffer[32];
    time_t t = (time_t)at;
    struct tm tm;
    if (gmtime_r(&t, &tm) && strftime(buffer, sizeof buffer, "%Y-%m-%dT%H:%M:%SZ", &tm))
        text_append_str(out, buffer);
}
