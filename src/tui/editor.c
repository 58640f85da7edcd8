/*
 * A section in the program that $VISUAL or $EDITOR names, in source form, and back. Where these are not set (as under a
 * forced command) there is no such way.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tui/app.h"

static bool write_all(int fd, struct text_view v)
{
    while (v.len) {
        ssize_t n = write(fd, v.bytes, v.len);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return false;
        }
        v.bytes += n;
        v.len -= (size_t)n;
    }
    return true;
}

/* The name is handed over as an argument: nothing of it is read by the shell. */
static bool run(const char *editor, const char *file)
{
    struct text command = {0};
    int status = 0;

    text_printf(&command, "%s \"$1\"", editor);
    pid_t pid = fork();
    if (pid == 0) {
        execl("/bin/sh", "sh", "-c", text_str(&command), "sh", file, (char *)NULL);
        _exit(127);
    }
    text_free(&command);
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return pid > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool take_back(struct app *app, const char *file, int64_t rev, struct error *e)
{
    struct text bytes = {0}, clean = {0};
    struct soan_written w = {0};
    bool ok = file_read(file, &bytes, e);

    if (ok) {
        text_clean(text_view(&bytes), &clean, NULL);
        /* Editors end a file with a newline that is no paragraph. */
        if (clean.len && clean.bytes[clean.len - 1] == '\n') {
            text_replace(&clean, clean.len - 1, 1, TEXT_LIT(""));
        }
        if (!text_view_equal(text_view(&clean), text_view(&app->doc.ed.text))) {
            ok = soan_section_write(app->report, app->doc.id, rev, text_view(&clean), &w, e);
            if (ok) {
                ok = app_open_section(app, app->doc.id, app->doc.ed.cursor);
            }
        }
    }
    soan_written_free(&w);
    text_free(&bytes);
    text_free(&clean);
    return ok;
}

void editor_open(struct app *app)
{
    const char *editor = getenv("VISUAL") ? getenv("VISUAL") : getenv("EDITOR");
    const char *dir = getenv("TMPDIR");
    struct text file = {0};
    struct error e = {0};

    if (!app->doc.id || !app_may_write(app)) {
        return;
    }
    if (!editor || !editor[0]) {
        app_say(app, _("No other editor is set. Set EDITOR to its name before starting soan."));
        return;
    }
    text_printf(&file, "%s/soan-XXXXXX", dir && dir[0] ? dir : "/tmp");
    int fd = mkstemp(file.bytes);
    bool wrote = fd >= 0 && write_all(fd, text_view(&app->doc.ed.text)) && write_all(fd, TEXT_LIT("\n"));
    if (fd >= 0) {
        close(fd);
    }
    int64_t rev = app->doc.rev;
    if (!wrote) {
        app_say(app, _("No room in the temporary directory for the other editor."));
        unlink(file.bytes);
        text_free(&file);
        return;
    }
    term_suspend();
    bool ended = run(editor, file.bytes);
    if (!term_resume(&e)) {
        app->hung_up = app->leaving = true;
    }
    screen_layout(app);
    if (!ended) {
        app_say(app, _("The other editor did not end well; what it wrote stands in %s."), text_str(&file));
    } else if (!take_back(app, text_str(&file), rev, &e)) {
        text_printf(&e.message, _("; what was written there stands in %s"), text_str(&file));
        app_fail(app, &e);
    } else {
        unlink(file.bytes);
    }
    error_free(&e);
    text_free(&file);
}
