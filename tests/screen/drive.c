/*
 * drive PROGRAM SCRIPT: plays a script against a full-screen program in a pseudo-terminal and compares what a person would
 * see. Ends with 0 (all true), 1 (something differed; said where), 77 (skipped, with a reason).
 *
 * The script runs in an empty directory that is HOME and is removed afterwards; PROGRAM's directory is first in PATH. LC_ALL is
 * C.UTF-8 and nothing else of the locale is set; $SCRIPTS is the script's directory. Nothing sleeps: what is expected is
 * waited for, at most DEADLINE_S seconds. A line is one step; `#` starts a comment line. 
 *
 *   size 80x24                 of the terminal, before start
 *   term xterm-256color        TERM, before start
 *   env NAME[=VALUE]           sets or, without =, removes a variable
 *   keyset xterm               bytes of the keys below: xterm (default), app (application mode), putty, linux, tmux
 *   need PATH                  skips the test if PATH (the shell expands it) is not there
 *   file NAME <<               writes a file; lines follow up to a line `END`
 *   run COMMAND                by the shell; must succeed
 *   fails N COMMAND            must end with N
 *   says COMMAND <<            its standard output must be the lines that follow, up to `END`
 *   start COMMAND              starts it on the terminal (an earlier one must have ended)
 *   desk 2                     the steps that follow are done at this terminal, from 1 to 4; the others go on
 *   keys KEY…                  Enter Tab BackTab Esc BS (0x7f) ^H Del Ins Up Down Left Right Home End PgUp PgDn F1…F12
 *                              ^A…^Z ^\ ^^ ^_, M-x (Esc x), "text"; KEY*N repeats
 *   drip KEY…                  the same, byte by byte, each taken by the program before the next is sent
 *   bytes HEX…                 raw bytes
 *   paste "text"               between the marks of bracketed paste; \n \t \r \e \xHH in it
 *   wait "text"                until the text stands on the screen; `gone "text"`: until it does not
 *   row N "text"               row N (from 1) is this, trailing blanks aside
 *   screen <<                  the whole screen is this, up to `END`; rows not given are blank; `¿` is any
 *                              one character, a row `*` any row
 *   answers off                the terminal no longer answers questions (before start)
 *   cursor ROW COL             from 1; `cursor hidden`
 *   look ROW COL WORDS         plain, or some of bold underline reverse colour
 *   settle                     until the program has taken all input and waits
 *   cost N                     after settling: at most N bytes were sent to the terminal since the last `cost` or `keys`
 *   resize 60x16
 *   kill NAME                  sends a signal: HUP TERM KILL STOP CONT TSTP SEGV WINCH
 *   hangup                     the line is cut
 *   exit N                     the program ends with N (128 + signal)
 *   restored                   after exit: modes of the terminal are as they were
 *   show                       prints the screen, for writing tests
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "script.h"

enum { SKIPPED = 77 };

/* ---- steps ----------------------------------------------------------------- */

static void need_terminal(void)
{
    if (!drive.terminal)
        fail("nothing was started");
}

static void parse_size(const char *args, int *rows, int *cols)
{
    if (sscanf(args, "%dx%d", cols, rows) != 2 || *cols < 1 || *rows < 1)
        fail("expected COLUMNSxROWS");
}

static void do_size(const char *args)
{
    parse_size(args, &drive.rows, &drive.cols);
}

static void do_term(const char *args)
{
    setenv("TERM", args, 1);
}

static void do_env(const char *args)
{
    const char *equals = strchr(args, '=');
    char *name = check(strndup(args, equals ? (size_t)(equals - args) : strlen(args)));
    if (equals)
        setenv(name, equals + 1, 1);
    else
        unsetenv(name);
    free(name);
}

static void do_keyset(const char *args)
{
    drive.keyset = args;
}

static int run_shell(const char *command)
{
    fflush(stdout);
    int status = system(command);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void do_need(const char *args)
{
    char *command;
    if (asprintf(&command, "test -e %s", args) < 0)
        fail("out of memory");
    if (run_shell(command) != 0) {
        printf("%s: skipped: there is no %s\n", drive.script, args);
        free(command);
        clean_up();
        exit(SKIPPED);
    }
    free(command);
}

static void do_file(const char *args)
{
    char *name = without_here(args);
    size_t n;
    char **lines = here_lines(&n);
    FILE *f = fopen(name, "w");
    if (!f)
        fail("cannot write %s", name);
    for (size_t i = 0; i < n; i++)
        fprintf(f, "%s\n", lines[i]);
    fclose(f);
    free(name);
}

static void do_run(const char *args)
{
    int status = run_shell(args);
    if (status != 0)
        fail("it ended with %d", status);
}

static void do_fails(const char *args)
{
    char *command;
    long expected = strtol(args, &command, 10);
    int status = run_shell(command);
    if (status != expected)
        fail("it ended with %d", status);
}

static void do_says(const char *args)
{
    char *command = without_here(args), *line = NULL;
    size_t n, cap = 0, i = 0;
    char **lines = here_lines(&n);
    fflush(stdout);
    FILE *f = popen(command, "r");
    if (!f)
        fail("cannot run it");
    bool equal = true;
    for (; getline(&line, &cap, f) >= 0; i++) {
        line[strcspn(line, "\n")] = '\0';
        if (equal && (i >= n || strcmp(line, lines[i]) != 0)) {
            printf("line %zu: %s\nexpected: %s\n", i + 1, line, i < n ? lines[i] : "(end)");
            equal = false;
        }
    }
    int status = pclose(f);
    free(line);
    free(command);
    if (status != 0)
        fail("it ended with %d", status);
    if (!equal || i != n)
        fail("it said something else (%zu lines)", i);
}

static void do_start(const char *args)
{
    if (drive.terminal && terminal_status(drive.terminal) < 0)
        fail("the one before has not ended");
    terminal_end(&drive.terminal);
    char *command;
    if (asprintf(&command, "exec %s", args) < 0)
        fail("out of memory");
    fflush(stdout);
    drive.terminal = terminal_start(command, drive.rows, drive.cols, drive.mute);
    free(command);
}

static void do_desk(const char *args)
{
    int n = atoi(args);
    if (n < 1 || n > DESKS)
        fail("desks go from 1 to %d", DESKS);
    drive.desk[drive.sits] = drive.terminal;
    drive.sits = (size_t)n - 1;
    drive.terminal = drive.desk[drive.sits];
    drive.desk[drive.sits] = NULL;
}

static void send_bytes(const char *bytes, size_t n)
{
    need_terminal();
    terminal_cost(drive.terminal);
    if (!terminal_send(drive.terminal, bytes, n))
        fail("the program takes no input");
}

static void do_keys(const char *args)
{
    size_t n;
    char *bytes = key_bytes(args, &n);
    send_bytes(bytes, n);
    free(bytes);
}

static void do_drip(const char *args)
{
    size_t n;
    char *bytes = key_bytes(args, &n);
    for (size_t i = 0; i < n; i++) {
        send_bytes(bytes + i, 1);
        if (!become(is_idle, NULL))
            fail("byte %zu was not taken", i + 1);
    }
    free(bytes);
}

static void do_bytes(const char *args)
{
    char *bytes = check(malloc(strlen(args) + 1));
    size_t n = 0;
    int used;
    unsigned byte;
    for (; sscanf(args, " %2x%n", &byte, &used) == 1; args += used)
        bytes[n++] = (char)byte;
    send_bytes(bytes, n);
    free(bytes);
}

static void do_paste(const char *args)
{
    char *text = quoted(args, NULL), *all;
    if (asprintf(&all, "\033[200~%s\033[201~", text) < 0)
        fail("out of memory");
    send_bytes(all, strlen(all));
    free(all);
    free(text);
}

static void do_wait(const char *args)
{
    char *text = quoted(args, NULL);
    need_terminal();
    if (!become(is_shown, text))
        fail("it does not appear");
    free(text);
}

static void do_gone(const char *args)
{
    char *text = quoted(args, NULL);
    need_terminal();
    if (!become(is_gone, text))
        fail("it stays");
    free(text);
}

static void do_row(const char *args)
{
    char *rest;
    long row = strtol(args, &rest, 10);
    char *text = quoted(rest + strspn(rest, " "), NULL);
    struct expected_rows e = {&text, 1, (int)row - 1};
    need_terminal();
    if (!become(rows_are, &e))
        fail("the row is: %s", terminal_row(drive.terminal, (int)row - 1));
    free(text);
}

static void do_screen(const char *args)
{
    free(without_here(args));
    struct expected_rows e = {.first = -1};
    e.lines = here_lines(&e.n);
    need_terminal();
    if (become(rows_are, &e))
        return;
    for (int r = 0; r < terminal_rows(drive.terminal); r++) {
        const char *want = r < (int)e.n ? e.lines[r] : "", *got = terminal_row(drive.terminal, r);
        if (!row_is(got, want))
            printf("row %d\n  - %s\n  + %s\n", r + 1, want, got);
    }
    fail("the screen differs: - expected, + shown");
}

struct place {
    int row, col;
    int look;
};

static bool cursor_is(const void *arg)
{
    const struct place *want = arg;
    int row, col;
    bool visible;
    terminal_cursor(drive.terminal, &row, &col, &visible);
    return want->row < 0 ? !visible : visible && row == want->row && col == want->col;
}

static void do_cursor(const char *args)
{
    struct place p = {-1, -1, 0};
    need_terminal();
    if (strcmp(args, "hidden") != 0) {
        if (sscanf(args, "%d %d", &p.row, &p.col) != 2)
            fail("expected ROW COL");
        p.row--;
        p.col--;
    }
    if (!become(cursor_is, &p))
        fail("the cursor is elsewhere");
}

static bool look_is(const void *arg)
{
    const struct place *want = arg;
    return terminal_look(drive.terminal, want->row, want->col) == want->look;
}

static void do_look(const char *args)
{
    static const struct { const char *word; int look; } words[] = {
        {"bold", LOOK_BOLD}, {"underline", LOOK_UNDERLINE}, {"reverse", LOOK_REVERSE}, {"colour", LOOK_COLOUR},
    };
    struct place p = {0};
    need_terminal();
    if (sscanf(args, "%d %d", &p.row, &p.col) != 2)
        fail("expected ROW COL WORDS");
    p.row--;
    p.col--;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        p.look |= strstr(args, words[i].word) ? words[i].look : 0;
    if (!become(look_is, &p))
        fail("it looks otherwise: %d", terminal_look(drive.terminal, p.row, p.col));
}

static void do_settle(const char *args)
{
    (void)args;
    need_terminal();
    if (!become(is_idle, NULL))
        fail("it does not come to rest");
}

static void do_cost(const char *args)
{
    do_settle(NULL);
    size_t cost = terminal_cost(drive.terminal);
    if (cost > strtoul(args, NULL, 10))
        fail("%zu bytes were sent", cost);
}

static void do_resize(const char *args)
{
    need_terminal();
    parse_size(args, &drive.rows, &drive.cols);
    terminal_resize(drive.terminal, drive.rows, drive.cols);
}

static void do_kill(const char *args)
{
    static const struct { const char *name; int sig; } signals[] = {
        {"HUP", SIGHUP}, {"TERM", SIGTERM}, {"KILL", SIGKILL}, {"CONT", SIGCONT}, {"STOP", SIGSTOP}, {"TSTP", SIGTSTP},
        {"SEGV", SIGSEGV}, {"WINCH", SIGWINCH},
    };
    need_terminal();
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        if (strcmp(args, signals[i].name) == 0) {
            terminal_signal(drive.terminal, signals[i].sig);
            return;
        }
    }
    fail("no signal %s", args);
}

static void do_hangup(const char *args)
{
    (void)args;
    need_terminal();
    terminal_hang_up(drive.terminal);
}

static void do_exit(const char *args)
{
    need_terminal();
    if (!become(has_ended, NULL))
        fail("it runs on");
    while (terminal_read(drive.terminal, 0) && !terminal_idle(drive.terminal) && terminal_cost(drive.terminal) > 0)
        continue;
    if (terminal_status(drive.terminal) != atoi(args))
        fail("it ended with %d", terminal_status(drive.terminal));
}

static void do_answers(const char *args)
{
    drive.mute = strcmp(args, "off") == 0;
}

static void do_restored(const char *args)
{
    (void)args;
    need_terminal();
    const char *wrong = terminal_not_restored(drive.terminal);
    if (wrong)
        fail("%s", wrong);
}

static void do_show(const char *args)
{
    (void)args;
    printf("%s:%zu:\n", drive.script, drive.step);
    show_screen();
}

static const struct { const char *name; void (*step)(const char *args); } steps[] = {
    {"size", do_size}, {"term", do_term}, {"env", do_env}, {"keyset", do_keyset}, {"need", do_need}, {"file", do_file},
    {"run", do_run}, {"fails", do_fails}, {"says", do_says}, {"start", do_start}, {"desk", do_desk}, {"keys", do_keys}, {"drip", do_drip},
    {"bytes", do_bytes}, {"paste", do_paste}, {"wait", do_wait}, {"gone", do_gone}, {"row", do_row},
    {"screen", do_screen}, {"cursor", do_cursor}, {"look", do_look}, {"settle", do_settle}, {"cost", do_cost},
    {"resize", do_resize}, {"kill", do_kill}, {"hangup", do_hangup}, {"exit", do_exit}, {"restored", do_restored},
    {"show", do_show},
    {"answers", do_answers},
};

static void do_line(const char *line)
{
    size_t word = strcspn(line, " ");
    if (line[0] == '#' || word == 0)
        return;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (strlen(steps[i].name) == word && strncmp(line, steps[i].name, word) == 0) {
            steps[i].step(line + word + strspn(line + word, " "));
            return;
        }
    }
    fail("no such step");
}

/* The directory of a file; owned. */
static char *directory_of(const char *path)
{
    char *real = check(realpath(path, NULL));
    *strrchr(real, '/') = '\0';
    return real;
}

static void set_up(const char *program)
{
    char *path, *real = directory_of(program), *scripts = directory_of(drive.script);
    setenv("SCRIPTS", scripts, 1);
    free(scripts);
    if (asprintf(&path, "%s:%s", real, getenv("PATH") ? getenv("PATH") : "/usr/bin:/bin") < 0)
        fail("out of memory");
    setenv("PATH", path, 1);
    free(path);
    free(real);
    static const char *const unwanted[] = {"LANG", "LANGUAGE", "LC_CTYPE", "LC_MESSAGES", "NO_COLOR", "EDITOR", "VISUAL"};
    for (size_t i = 0; i < sizeof unwanted / sizeof *unwanted; i++)
        unsetenv(unwanted[i]);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("TERM", "xterm-256color", 1);
    const char *tmp = getenv("TMPDIR");
    if (asprintf(&drive.dir, "%s/screen-XXXXXX", tmp ? tmp : "/tmp") < 0 || !mkdtemp(drive.dir) || chdir(drive.dir) != 0)
        fail("cannot make a directory to work in");
    setenv("HOME", drive.dir, 1);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: drive PROGRAM SCRIPT\n");
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    drive.script = argv[2];
    read_script();
    set_up(argv[1]);
    while (drive.lines && drive.lines[drive.at]) {
        drive.step = drive.at + 1;
        do_line(drive.lines[drive.at++]);
    }
    clean_up();
    return 0;
}
