/*
 * The printing system: lp and lpstat as POSIX and CUPS have them. Pages are gathered first, so that a printer gets all of them
 * or none.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "soan/print.h"

enum { ANSWER_MS = 30000 };   /* how long the printing system may say nothing */

/* Its answers are read by this program, so they must not be in the person's language. The array is the caller's. */
static char **plain_language(void)
{
    size_t n = 0, kept = 0;
    while (environ[n])
        n++;
    char **env = mem_array(n + 2, sizeof *env);
    for (size_t i = 0; i < n; i++)
        if (strncmp(environ[i], "LC_", 3) != 0 && strncmp(environ[i], "LANG", 4) != 0)
            env[kept++] = environ[i];
    env[kept] = (char *)"LC_ALL=C.UTF-8";
    return env;
}

static bool start(char *const argv[], int in, int out, pid_t *pid)
{
    char **env = plain_language();
    posix_spawn_file_actions_t act;
    sigset_t none;
    posix_spawnattr_t attr;
    sigemptyset(&none);
    posix_spawn_file_actions_init(&act);
    posix_spawnattr_init(&attr);
    posix_spawnattr_setsigmask(&attr, &none);
    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK);
    posix_spawn_file_actions_adddup2(&act, in, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&act, out, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&act, out, STDERR_FILENO);
    int rc = posix_spawnp(pid, argv[0], &act, &attr, argv, env);
    free(env);
    posix_spawnattr_destroy(&attr);
    posix_spawn_file_actions_destroy(&act);
    return rc == 0;
}

/* False if nothing came for ANSWER_MS. */
static bool read_answer(int fd, struct text *answer)
{
    char piece[1024];
    for (;;) {
        struct pollfd p = {fd, POLLIN, 0};
        int ready = poll(&p, 1, ANSWER_MS);
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0)
            return false;
        ssize_t n = read(fd, piece, sizeof piece);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return true;
        text_append(answer, (struct text_view){piece, (size_t)n});
    }
}

/* Runs a program of the printing system to its end, with what it says on either stream. */
static bool ask(char *const argv[], int in, struct text *answer, struct error *e)
{
    int ends[2], status = 0;
    pid_t pid = 0;
    if (confined())
        return error_set(e, SOAN_NOT_PERMITTED, _("%s: no programs are run here; print to standard output"), argv[0]);
    if (pipe2(ends, O_CLOEXEC) != 0)
        return error_set(e, SOAN_IO_ERROR, _("%s: cannot be run: %s"), argv[0], strerror(errno));
    bool started = start(argv, in, ends[1], &pid);
    close(ends[1]);
    bool answered = started && read_answer(ends[0], answer);
    close(ends[0]);
    if (!started)
        return error_set(e, SOAN_NO_INPUT, _("%s: is not on this machine; install cups-client, or print to a file"), argv[0]);
    if (!answered)
        kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    if (!answered)
        return error_set(e, SOAN_BUSY, _("%s: gave no answer for %d seconds; look at the printer and try again"), argv[0],
                         ANSWER_MS / 1000);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    struct text_view said = text_view_trim(text_view(answer));
    struct text_view line = text_view_part(said, 0, text_view_find(said, TEXT_LIT("\n"), 0));
    return error_set(e, SOAN_IO_ERROR, _("%s: did not take it (%.*s); choose another printer, or print to a file"), argv[0],
                     (int)line.len, line.bytes);
}

/* The words behind ": " of `system default destination: NAME`. */
static void usual_queue(int in, struct text *out)
{
    char *argv[] = {(char *)"lpstat", (char *)"-d", NULL};
    struct text answer = {0};
    struct error ignored = {0};
    if (ask(argv, in, &answer, &ignored)) {
        struct text_view all = text_view_trim(text_view(&answer));
        size_t at = text_view_find(all, TEXT_LIT(": "), 0);
        if (at != SIZE_MAX)
            text_append(out, text_view_part(all, at + 2, all.len));
    }
    error_free(&ignored);
    text_free(&answer);
}

bool soan_queue_each(soan_queue_fn *each, void *arg, struct error *e)
{
    char *argv[] = {(char *)"lpstat", (char *)"-e", NULL};
    struct text answer = {0}, usual = {0};
    FILE *nothing = fopen("/dev/null", "re");
    bool ok = nothing || error_set(e, SOAN_IO_ERROR, _("%s: cannot be opened: %s"), "/dev/null", strerror(errno));
    ok = ok && ask(argv, fileno(nothing), &answer, e);
    if (ok)
        usual_queue(fileno(nothing), &usual);
    size_t n = 0;
    struct text_view all = text_view(&answer);
    for (size_t from = 0, to; ok && from < all.len; from = to + 1) {
        to = text_view_find(all, TEXT_LIT("\n"), from);
        to = to == SIZE_MAX ? all.len : to;
        struct text_view name = text_view_trim(text_view_part(all, from, to));
        if (name.len == 0)
            continue;
        each(name, text_view_equal(name, text_view(&usual)), arg);
        n++;
    }
    if (ok && n == 0)
        ok = error_set(e, SOAN_NO_INPUT, _("no printer is set up on this machine; print to a file"));
    if (nothing)
        fclose(nothing);
    text_free(&answer);
    text_free(&usual);
    return ok;
}

/* ---- a print on its way ---- */

struct gathered { FILE *f; bool failed; };

static void gather(struct text_view piece, void *arg)
{
    struct gathered *g = arg;
    g->failed = g->failed || fwrite(piece.bytes, 1, piece.len, g->f) != piece.len;
}

static bool gather_pages(struct soan_report *r, const struct soan_print_options *o, struct gathered *g, struct error *e)
{
    g->f = tmpfile();
    if (!g->f)
        return error_set(e, SOAN_IO_ERROR, _("no room to gather the pages: %s; free some space and try again"),
                         strerror(errno));
    if (!soan_print(r, o, gather, g, e))
        return false;
    if (fflush(g->f) != 0 || g->failed)
        return error_set(e, SOAN_IO_ERROR, _("no room to gather the pages: %s; free some space and try again"),
                         strerror(errno));
    /* lp reads from where the descriptor stands. */
    return lseek(fileno(g->f), 0, SEEK_SET) == 0 ||
           error_set(e, SOAN_IO_ERROR, _("no room to gather the pages: %s; free some space and try again"), strerror(errno));
}

bool soan_print_on(struct soan_report *r, const struct soan_print_options *o, const char *queue, struct text *job,
                   struct error *e)
{
    struct gathered g = {0};
    struct text title = {0}, answer = {0};
    char *argv[8];
    int n = 0;
    if (queue && (queue[0] == '-' || queue[0] == '\0'))
        return error_set(e, SOAN_USAGE, _("%s: is no name of a printer"), queue);
    bool ok = soan_report_get(r, "title", &title, e) && gather_pages(r, o, &g, e);
    argv[n++] = (char *)"lp";
    if (queue) {
        argv[n++] = (char *)"-d";
        argv[n++] = (char *)queue;
    }
    argv[n++] = (char *)"-t";
    argv[n++] = (char *)(title.len ? text_str(&title) : "soan");
    if (o->encoding != VIET_ENC_UTF8) { /* the bytes are for the printer, not for a filter that takes them for UTF-8 */
        argv[n++] = (char *)"-o";
        argv[n++] = (char *)"raw";
    }
    argv[n] = NULL;
    ok = ok && ask(argv, fileno(g.f), &answer, e);
    if (ok) {
        text_clear(job);
        text_clean_line(text_view_trim(text_view(&answer)), job, NULL);
    }
    if (g.f)
        fclose(g.f);
    text_free(&title);
    text_free(&answer);
    return ok;
}
