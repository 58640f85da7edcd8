#include "terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <vterm.h>

/* libvterm 0.1 keeps its input on the stack: a few megabytes at once crash it. */
enum { PIECE = 16384, QUIET_MS = 5 };

struct terminal {
    int fd;
    pid_t pid;
    int status;
    VTerm *vt;
    VTermScreen *screen;
    bool cursor_visible, alternate;
    struct termios before;
    size_t cost;
    char *row;                    /* terminal_row()'s answer */
    char tail[8];                 /* the last bytes, for marks torn between two reads */
    bool pasting_on;
    unsigned long long taken;     /* bytes_read() once all that was sent has been taken */
};

static void answer(const char *bytes, size_t n, void *arg)
{
    struct terminal *t = arg;
    while (n > 0 && t->fd >= 0) {
        ssize_t sent = write(t->fd, bytes, n);
        if (sent <= 0)
            return;
        bytes += sent;
        n -= (size_t)sent;
    }
}

static int property(VTermProp prop, VTermValue *value, void *arg)
{
    struct terminal *t = arg;
    if (prop == VTERM_PROP_CURSORVISIBLE)
        t->cursor_visible = value->boolean;
    if (prop == VTERM_PROP_ALTSCREEN)
        t->alternate = value->boolean;
    return 1;
}

static void start_child(const char *command)
{
    unsetenv("LINES");
    unsetenv("COLUMNS");
    execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(127);
}

struct terminal *terminal_start(const char *command, int rows, int cols, bool mute)
{
    static const VTermScreenCallbacks callbacks = {.settermprop = property};
    struct terminal *t = calloc(1, sizeof *t);
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    int master, slave;
    if (!t || openpty(&master, &slave, NULL, NULL, &size) != 0)
        abort();
    tcgetattr(slave, &t->before);
    close(slave);
    close(master);
    t->pid = forkpty(&t->fd, NULL, &t->before, &size);
    if (t->pid < 0)
        abort();
    if (t->pid == 0)
        start_child(command);
    t->status = -1;
    fcntl(t->fd, F_SETFL, O_NONBLOCK);
    t->vt = vterm_new(rows, cols);
    vterm_set_utf8(t->vt, 1);
    if (!mute)
        vterm_output_set_callback(t->vt, answer, t);
    t->screen = vterm_obtain_screen(t->vt);
    vterm_screen_set_callbacks(t->screen, &callbacks, t);
    vterm_screen_enable_altscreen(t->screen, 1);
    vterm_screen_reset(t->screen, 1);
    t->cursor_visible = true;
    return t;
}

void terminal_end(struct terminal **tp)
{
    struct terminal *t = *tp;
    if (!t)
        return;
    if (terminal_status(t) < 0) {
        kill(t->pid, SIGKILL);
        waitpid(t->pid, NULL, 0);
    }
    terminal_hang_up(t);
    vterm_free(t->vt);
    free(t->row);
    free(t);
    *tp = NULL;
}

int terminal_rows(const struct terminal *t)
{
    int rows, cols;
    vterm_get_size(t->vt, &rows, &cols);
    return rows;
}

int terminal_cols(const struct terminal *t)
{
    int rows, cols;
    vterm_get_size(t->vt, &rows, &cols);
    return cols;
}

void terminal_resize(struct terminal *t, int rows, int cols)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    vterm_set_size(t->vt, rows, cols);
    ioctl(t->fd, TIOCSWINSZ, &size);
}

/* Bracketed paste is the one mode libvterm 0.1 does not tell about. */
static void watch_paste_mode(struct terminal *t, const char *bytes, size_t n)
{
    size_t kept = strlen(t->tail);
    char *all = malloc(kept + n + 1);
    if (!all)
        abort();
    memcpy(all, t->tail, kept);
    memcpy(all + kept, bytes, n);
    all[kept + n] = '\0';
    for (char *at = all; (at = memmem(at, (size_t)(all + kept + n - at), "\033[?2004", 7)) != NULL; at += 7)
        t->pasting_on = at[7] == 'h' || (at[7] != 'l' && t->pasting_on);
    size_t keep = kept + n < 7 ? kept + n : 7;
    memcpy(t->tail, all + kept + n - keep, keep);
    t->tail[keep] = '\0';
    for (char *nul = t->tail; nul < t->tail + keep; nul++)
        *nul = *nul ? *nul : ' ';
    free(all);
}

bool terminal_read(struct terminal *t, int ms)
{
    struct pollfd in = {.fd = t->fd, .events = POLLIN};
    if (t->fd < 0)
        return false;
    if (poll(&in, 1, ms) <= 0)
        return true;
    char bytes[PIECE];
    ssize_t n = read(t->fd, bytes, sizeof bytes);
    if (n <= 0)
        return n < 0 && (errno == EAGAIN || errno == EINTR);
    t->cost += (size_t)n;
    watch_paste_mode(t, bytes, (size_t)n);
    vterm_input_write(t->vt, bytes, (size_t)n);
    return true;
}

/* Bytes the program has read so far, of anything; what was sent may lie in the kernel where nobody sees it. */
static unsigned long long bytes_read(pid_t pid)
{
    char path[64], line[128];
    unsigned long long n = 0;
    snprintf(path, sizeof path, "/proc/%d/io", (int)pid);
    FILE *f = fopen(path, "r");
    while (f && fgets(line, sizeof line, f) && sscanf(line, "rchar: %llu", &n) != 1)
        continue;
    if (f)
        fclose(f);
    return n;
}

bool terminal_send(struct terminal *t, const char *bytes, size_t n)
{
    unsigned long long already = bytes_read(t->pid);
    t->taken = (already > t->taken ? already : t->taken) + n;
    while (n > 0) {
        struct pollfd both = {.fd = t->fd, .events = POLLIN | POLLOUT};
        if (t->fd < 0 || poll(&both, 1, 10000) <= 0)
            return false;
        if ((both.revents & (POLLIN | POLLHUP)) && !terminal_read(t, 0))
            return false;
        if (both.revents & POLLOUT) {
            ssize_t sent = write(t->fd, bytes, n);
            if (sent < 0 && errno != EAGAIN)
                return false;
            if (sent > 0) {
                bytes += sent;
                n -= (size_t)sent;
            }
        }
    }
    return true;
}

/* The system call the program is blocked in; -1: it runs, or nobody may know. */
static long blocked_in(pid_t pid)
{
    char path[64], line[128] = "";
    snprintf(path, sizeof path, "/proc/%d/syscall", (int)pid);
    FILE *f = fopen(path, "r");
    if (!f)
        return -1;
    char *got = fgets(line, sizeof line, f);
    fclose(f);
    char *end;
    long n = got ? strtol(line, &end, 10) : -1;
    return got && end != line ? n : -1;
}

static bool waits_for_input(pid_t pid)
{
    long n = blocked_in(pid);
#ifdef SYS_poll
    if (n == SYS_poll)
        return true;
#endif
    return n == SYS_ppoll || n == SYS_read;
}

static int unread_input(struct terminal *t)
{
    const char *name = ptsname(t->fd);
    int slave = name ? open(name, O_RDWR | O_NOCTTY | O_NONBLOCK) : -1, n = 0;
    if (slave < 0)
        return 0;
    if (ioctl(slave, FIONREAD, &n) != 0)
        n = 0;
    close(slave);
    return n;
}

bool terminal_idle(struct terminal *t)
{
    size_t before = t->cost;
    if (bytes_read(t->pid) < t->taken || unread_input(t) > 0 || !waits_for_input(t->pid))
        return false;
    terminal_read(t, QUIET_MS);
    return t->cost == before && unread_input(t) == 0 && waits_for_input(t->pid);
}

void terminal_hang_up(struct terminal *t)
{
    if (t->fd >= 0)
        close(t->fd);
    t->fd = -1;
}

void terminal_signal(struct terminal *t, int sig)
{
    if (terminal_status(t) < 0)
        kill(t->pid, sig);
}

int terminal_status(struct terminal *t)
{
    int status;
    if (t->status < 0 && waitpid(t->pid, &status, WNOHANG) == t->pid)
        t->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return t->status;
}

size_t terminal_cost(struct terminal *t)
{
    size_t n = t->cost;
    t->cost = 0;
    return n;
}

static size_t put_utf8(char *s, uint32_t c)
{
    if (c < 0x80) {
        s[0] = (char)c;
        return 1;
    }
    size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, c >>= 6)
        s[i] = (char)(0x80 | (c & 0x3F));
    s[0] = (char)((0xF00 >> n & 0xFF) | c);
    return n;
}

const char *terminal_row(struct terminal *t, int row)
{
    int cols = terminal_cols(t);
    free(t->row);
    t->row = calloc((size_t)cols * VTERM_MAX_CHARS_PER_CELL * 4 + 1, 1);
    if (!t->row)
        abort();
    size_t len = 0, kept = 0;
    for (int col = 0; col < cols; col++) {
        VTermScreenCell cell;
        vterm_screen_get_cell(t->screen, (VTermPos){row, col}, &cell);
        if (cell.chars[0] == (uint32_t)-1)
            continue;
        if (!cell.chars[0])
            t->row[len++] = ' ';
        for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
            len += put_utf8(t->row + len, cell.chars[i]);
        if (cell.chars[0] && cell.chars[0] != ' ')
            kept = len;
    }
    t->row[kept] = '\0';
    return t->row;
}

void terminal_cursor(struct terminal *t, int *row, int *col, bool *visible)
{
    VTermPos at;
    vterm_state_get_cursorpos(vterm_obtain_state(t->vt), &at);
    *row = at.row;
    *col = at.col;
    *visible = t->cursor_visible;
}

int terminal_look(struct terminal *t, int row, int col)
{
    VTermScreenCell cell;
    vterm_screen_get_cell(t->screen, (VTermPos){row, col}, &cell);
    bool coloured = !VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) || !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg);
    return (cell.attrs.bold ? LOOK_BOLD : 0) | (cell.attrs.underline ? LOOK_UNDERLINE : 0) |
           (cell.attrs.reverse ? LOOK_REVERSE : 0) | (coloured ? LOOK_COLOUR : 0);
}

const char *terminal_not_restored(struct terminal *t)
{
    struct termios now;
    if (t->alternate)
        return "the alternate screen is still shown";
    if (t->pasting_on)
        return "bracketed paste is still on";
    if (!t->cursor_visible)
        return "the cursor is still hidden";
    if (tcgetattr(t->fd, &now) == 0 && (now.c_lflag != t->before.c_lflag || now.c_iflag != t->before.c_iflag ||
                                        now.c_oflag != t->before.c_oflag))
        return "the line is still raw";
    return NULL;
}
