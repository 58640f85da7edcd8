#include "script.h"

#include <errno.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "keyset.h"

enum { DEADLINE_S = 20, READ_MS = 20 };

struct drive drive = {.rows = 24, .cols = 80, .keyset = "xterm"};

/* ---- ends ------------------------------------------------------------------ */

static int remove_one(const char *path, const struct stat *s, int kind, struct FTW *f)
{
    (void)s;
    (void)kind;
    (void)f;
    return remove(path);
}

void clean_up(void)
{
    terminal_end(&drive.terminal);
    for (size_t i = 0; i < DESKS; i++)
        terminal_end(&drive.desk[i]);
    if (drive.dir && chdir("/") == 0)
        nftw(drive.dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(drive.dir);
    for (char **line = drive.lines; line && *line; line++)
        free(*line);
    free(drive.lines);
}

void show_screen(void)
{
    struct terminal *t = drive.terminal;
    if (!t)
        return;
    int row, col, last = terminal_rows(t) - 1;
    bool visible;
    while (last > 0 && !terminal_row(t, last)[0])
        last--;
    for (int r = 0; r <= last; r++)
        printf("    %s\n", terminal_row(t, r));
    terminal_cursor(t, &row, &col, &visible);
    printf("    cursor %d %d%s, status %d\n", row + 1, col + 1, visible ? "" : " hidden", terminal_status(t));
}

void fail(const char *fmt, ...)
{
    va_list ap;
    printf("%s:%zu: %s\n", drive.script, drive.step, drive.lines && drive.step ? drive.lines[drive.step - 1] : "");
    va_start(ap, fmt);
    vprintf(fmt, ap);
    va_end(ap);
    printf("\n  the screen:\n");
    show_screen();
    clean_up();
    exit(1);
}

void *check(void *p)
{
    if (!p)
        fail("out of memory");
    return p;
}

/* ---- reading the script ---------------------------------------------------- */

void read_script(void)
{
    FILE *f = fopen(drive.script, "r");
    char *line = NULL;
    size_t cap = 0, n = 0, room = 0;
    if (!f)
        fail("cannot read it: %s", strerror(errno));
    while (getline(&line, &cap, f) >= 0) {
        line[strcspn(line, "\n")] = '\0';
        if (n + 2 > room)
            drive.lines = check(realloc(drive.lines, (room = room * 2 + 64) * sizeof *drive.lines));
        drive.lines[n++] = check(strdup(line));
        drive.lines[n] = NULL;
    }
    free(line);
    fclose(f);
}

char **here_lines(size_t *n)
{
    char **first = drive.lines + drive.at;
    for (*n = 0; drive.lines[drive.at]; (*n)++) {
        if (strcmp(drive.lines[drive.at++], "END") == 0)
            return first;
    }
    fail("no END");
}

char *without_here(const char *args)
{
    char *s = check(strdup(args));
    size_t n = strlen(s);
    if (n < 2 || strcmp(s + n - 2, "<<") != 0)
        fail("must end with <<");
    for (n -= 2; n > 0 && s[n - 1] == ' '; n--)
        continue;
    s[n] = '\0';
    return s;
}

char *quoted(const char *s, const char **end)
{
    char *out = check(calloc(strlen(s) + 1, 1));
    size_t n = 0;
    if (*s++ != '"')
        fail("expected \"text\"");
    for (; *s != '"'; s++) {
        if (!*s)
            fail("no closing \"");
        unsigned byte;
        if (s[0] == '\\' && s[1] == 'x' && sscanf(s + 2, "%2x", &byte) == 1) {
            out[n++] = (char)byte;
            s += 3;
        } else if (*s == '\\' && s[1]) {
            static const char from[] = "ntre", to[] = "\n\t\r\033";
            const char *known = strchr(from, *++s);
            out[n++] = known ? to[known - from] : *s;
        } else {
            out[n++] = *s;
        }
    }
    if (end)
        *end = s + 1;
    return out;
}

char *key_bytes(const char *s, size_t *n)
{
    char *out = NULL;
    size_t len = 0;
    while (*s) {
        if (*s == ' ') {
            s++;
            continue;
        }
        char *one;
        if (*s == '"') {
            one = quoted(s, &s);
        } else {
            size_t word = strcspn(s, " *");
            char *name = check(strndup(s, word ? word : 1));
            one = keyset_bytes(drive.keyset, name);
            if (!one)
                fail("no key %s", name);
            free(name);
            s += word ? word : 1;
        }
        long times = *s == '*' ? strtol(s + 1, (char **)&s, 10) : 1;
        size_t size = strlen(one);
        out = check(realloc(out, len + size * (size_t)times + 1));
        for (; times > 0; times--, len += size)
            memcpy(out + len, one, size);
        free(one);
    }
    *n = len;
    return out;
}

/* ---- waiting --------------------------------------------------------------- */

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

bool become(truth_fn *truth, const void *arg)
{
    double deadline = now() + DEADLINE_S;
    bool open = true;
    while (!truth(arg)) {
        if (now() > deadline || (!open && terminal_status(drive.terminal) >= 0))
            return truth(arg);
        for (size_t i = 0; i < DESKS; i++)
            if (drive.desk[i])
                terminal_read(drive.desk[i], 0);
        open = terminal_read(drive.terminal, READ_MS) && open;
    }
    return true;
}

bool is_shown(const void *text)
{
    for (int r = 0; r < terminal_rows(drive.terminal); r++) {
        if (strstr(terminal_row(drive.terminal, r), text))
            return true;
    }
    return false;
}

bool is_gone(const void *text)
{
    return !is_shown(text);
}

bool has_ended(const void *arg)
{
    (void)arg;
    return terminal_status(drive.terminal) >= 0;
}

bool is_idle(const void *arg)
{
    (void)arg;
    return terminal_status(drive.terminal) >= 0 || terminal_idle(drive.terminal);
}

bool row_is(const char *shown, const char *pattern)
{
    if (strcmp(pattern, "*") == 0)
        return true;
    while (*pattern) {
        if (strncmp(pattern, "¿", strlen("¿")) == 0) {
            pattern += strlen("¿");
            if (!*shown)
                continue; /* a blank at the end was trimmed */
            for (shown++; (*shown & 0xC0) == 0x80; shown++)
                continue;
        } else if (*shown && *shown == *pattern) {
            shown++;
            pattern++;
        } else {
            break;
        }
    }
    return !*shown && strspn(pattern, " ") == strlen(pattern);
}

bool rows_are(const void *arg)
{
    const struct expected_rows *e = arg;
    bool whole = e->first < 0;
    for (int r = whole ? 0 : e->first, i = 0; r < terminal_rows(drive.terminal) && (whole || i < (int)e->n); r++, i++) {
        if (!row_is(terminal_row(drive.terminal, r), i < (int)e->n ? e->lines[i] : ""))
            return false;
    }
    return whole ? (int)e->n <= terminal_rows(drive.terminal) : true;
}
