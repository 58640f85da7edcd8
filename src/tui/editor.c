/*
 * A section in the program that $VISUAL or $EDITOR names, in source form, and back. Where these are not set (as under a
 * forced command) there is no such way.
 */
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
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

/* The text is UTF-8. Where the locale that is asked for was never generated a program takes it for bytes, unless it is
 * given one that needs no generating. */
static void speak_utf8(void)
{
    if (!setlocale(LC_ALL, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0) {
        setenv("LC_ALL", "C.UTF-8", 1);
    }
}

/* What the shell ends with if there is no such program, or it is none (POSIX.1-2017, XCU 2.8.2). */
enum { NOT_FOUND = 127, NO_PROGRAM = 126 };

/* The exit status of the program, -1 if it was ended otherwise. The name is handed over as an argument: nothing of it is
 * read by the shell. */
static int run(const char *editor, const char *file)
{
    struct text command = {0};
    int status = 0;

    text_printf(&command, "%s \"$1\"", editor);
    pid_t pid = fork();
    if (pid == 0) {
        speak_utf8();
        execl("/bin/sh", "sh", "-c", text_str(&command), "sh", file, (char *)NULL);
        _exit(NOT_FOUND);
    }
    text_free(&command);
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return pid > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
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

/* True if the program left the file as it was handed over. */
static bool untouched(struct app *app, const char *file)
{
    struct text bytes = {0}, handed = {0};

    text_append(&handed, text_view(&app->doc.ed.text));
    text_append_char(&handed, '\n');
    bool same = file_read(file, &bytes, NULL) && text_view_equal(text_view(&bytes), text_view(&handed));
    text_free(&bytes);
    text_free(&handed);
    return same;
}

/* Says why the program did not end well; what it wrote is kept. */
static void tell_end(struct app *app, const char *editor, int status, const char *file)
{
    bool same = untouched(app, file);

    if (same) {
        unlink(file);
    }
    if (same && (status == NOT_FOUND || status == NO_PROGRAM)) {
        app_say(app, _("The other editor could not be started: %s. EDITOR names it."), editor);
    } else if (same) {
        app_say(app, _("The other editor did not end well; it wrote nothing."));
    } else {
        app_say(app, _("The other editor did not end well; what it wrote stands in %s."), file);
    }
    app->message_bad = true;
}

void editor_open(struct app *app)
{
    const char *editor = getenv("VISUAL") ? getenv("VISUAL") : getenv("EDITOR");
    const char *dir = getenv("TMPDIR");
    struct text file = {0};
    struct error e = {0};

    if (!app->doc.id || confined() || !presence_may_type(app)) {
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
    int status = run(editor, file.bytes);
    if (!term_resume(&e)) {
        app->hung_up = app->leaving = true;
    }
    screen_layout(app);
    if (status != 0) {
        tell_end(app, editor, status, text_str(&file));
    } else if (!take_back(app, text_str(&file), rev, &e)) {
        text_printf(&e.message, _("; what was written there stands in %s"), text_str(&file));
        app_fail(app, &e);
    } else {
        unlink(file.bytes);
    }
    error_free(&e);
    text_free(&file);
}
