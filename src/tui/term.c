#include "tui/term.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "tui/paint.h"

enum { READ_SIZE = 65536, RESTORE_SIZE = 256, SIGNAL_STACK = 65536, FAREWELL_MS = 200, PROBE_ROW = 1, PROBES = 2 };

static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";
/* `…` stands for all characters of ambiguous width (UAX #11), `đ` for the letters among them. */
static const char *const probes[PROBES] = {"…", "đ"};

static const int asked[] = {SIGHUP, SIGTERM, SIGINT, SIGWINCH, SIGCONT, SIGTSTP};
static const int fatal[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGQUIT};

static struct {
    bool open;
    struct caps caps;
    struct painter painter;
    struct keys *keys;
    int64_t last_byte;            /* milliseconds */
    int probes_due;               /* answers not come yet */
    bool wide;
    bool resized;                 /* K_RESIZE is due */
    bool gone, gone_told;         /* no more input */
    bool deaf;                    /* output fails */
    bool bell;
    sigset_t before;              /* signal mask outside */
    struct sigaction old_asked[SOAN_ARRAY_LEN(asked)], old_fatal[SOAN_ARRAY_LEN(fatal)], old_pipe;
    void *signal_stack;
} term;

/* What a signal handler may touch. */
static struct termios modes_before;
static char restore[RESTORE_SIZE];
static size_t restore_len;
static volatile sig_atomic_t to_restore, want_end, want_size, want_redraw, want_stop;

/* ---- signals --------------------------------------------------------------- */

static void on_asked(int sig)
{
    if (sig == SIGWINCH)
        want_size = 1;
    else if (sig == SIGCONT)
        want_redraw = 1;
    else if (sig == SIGTSTP)
        want_stop = 1;
    else
        want_end = 1;
}

static void restore_now(void)
{
    if (!to_restore)
        return;
    to_restore = 0;
    ssize_t n = write(STDOUT_FILENO, restore, restore_len);
    (void)n;
    tcsetattr(STDIN_FILENO, TCSANOW, &modes_before);
}

static void on_fatal(int sig)
{
    restore_now();
    signal(sig, SIG_DFL);
    raise(sig);
}

/* Signals are let in only while waiting for input, so that nothing else is ever interrupted. */
static void signals_take(void)
{
    sigset_t block;
    sigemptyset(&block);
    struct sigaction act = {.sa_handler = on_asked}, end = {.sa_handler = on_fatal, .sa_flags = SA_ONSTACK},
                     ignore = {.sa_handler = SIG_IGN};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(asked); i++) {
        sigaddset(&block, asked[i]);
        sigaction(asked[i], &act, &term.old_asked[i]);
    }
    term.signal_stack = mem_alloc(SIGNAL_STACK);
    stack_t stack = {.ss_sp = term.signal_stack, .ss_size = SIGNAL_STACK};
    sigaltstack(&stack, NULL);
    for (size_t i = 0; i < SOAN_ARRAY_LEN(fatal); i++)
        sigaction(fatal[i], &end, &term.old_fatal[i]);
    sigaction(SIGPIPE, &ignore, &term.old_pipe);
    sigprocmask(SIG_BLOCK, &block, &term.before);
}

static void signals_give_back(void)
{
    sigprocmask(SIG_SETMASK, &term.before, NULL); /* what waited arrives while the handlers stand */
    for (size_t i = 0; i < SOAN_ARRAY_LEN(fatal); i++)
        sigaction(fatal[i], &term.old_fatal[i], NULL);
    /* When the line is gone its SIGHUP may still be under way; the report has yet to be closed. */
    for (size_t i = 0; i < SOAN_ARRAY_LEN(asked) && !term.gone; i++)
        sigaction(asked[i], &term.old_asked[i], NULL);
    if (!term.gone)
        sigaction(SIGPIPE, &term.old_pipe, NULL);
    stack_t none = {.ss_flags = SS_DISABLE};
    sigaltstack(&none, NULL);
    mem_free(&term.signal_stack);
}

/* ---- output ---------------------------------------------------------------- */

static void send_all(const char *bytes, size_t n)
{
    while (n > 0 && !term.deaf) {
        ssize_t sent = write(STDOUT_FILENO, bytes, n);
        if (sent > 0) {
            bytes += sent;
            n -= (size_t)sent;
        } else if (errno == EAGAIN) {
            struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};
            poll(&out, 1, -1);
        } else if (errno != EINTR) {
            term.deaf = term.gone = true;
        }
    }
}

static void send_out(void)
{
    struct text *out = &term.painter.out;
    send_all(out->bytes, out->len);
    text_clear(out);
}

/* ---- life ------------------------------------------------------------------ */

static void remember_restore(void)
{
    struct text s = {0};
    caps_append(&s, &term.caps.sgr0, 0, 0);
    caps_append(&s, &term.caps.show, 0, 0);
    text_append_str(&s, paste_off);
    if (term.caps.leave.len) {
        caps_append(&s, &term.caps.leave, 0, 0);
    } else {
        caps_append(&s, &term.caps.cup, term.painter.rows - 1, 0);
        caps_append(&s, &term.caps.el, 0, 0);
    }
    restore_len = s.len < sizeof restore ? s.len : 0;
    if (restore_len)
        memcpy(restore, s.bytes, restore_len);
    text_free(&s);
}

static void read_size(void)
{
    struct winsize w = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) != 0 || w.ws_row == 0 || w.ws_col == 0)
        w = (struct winsize){.ws_row = 24, .ws_col = 80};
    paint_resize(&term.painter, w.ws_row, w.ws_col);
    term.painter.wide_ambiguous = term.wide;
    remember_restore();
}

static bool raw_mode(void)
{
    struct termios raw = modes_before;
    cfmakeraw(&raw);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    return tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0;
}

/* Asks where the cursor stands after each probe; the answers come among the keys, and nobody waits for them. */
static void send_probes(void)
{
    struct text *out = &term.painter.out;
    for (int i = 0; i < PROBES; i++) {
        caps_append(out, &term.caps.cup, PROBE_ROW + i, 0);
        text_append_str(out, probes[i]);
        text_append_str(out, "\033[6n");
    }
    term.probes_due = PROBES;
    paint_forget(&term.painter);
}

static void enter(void)
{
    struct text *out = &term.painter.out;
    caps_append(out, &term.caps.enter, 0, 0);
    text_append_str(out, paste_on);
    to_restore = 1;
    read_size();
}

bool term_open(struct error *e)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return error_set(e, SOAN_REFUSED,
                         _("The full screen needs a terminal for input and output; see soan --help for commands without one."));
    struct caps caps;
    if (!caps_load(&caps, getenv("TERM"), e))
        return false;
    if (tcgetattr(STDIN_FILENO, &modes_before) != 0 || !raw_mode()) {
        caps_free(&caps);
        return error_set(e, SOAN_IO_ERROR, _("The terminal does not answer; log in again."));
    }
    memset(&term, 0, sizeof term);
    term.caps = caps;
    term.open = true;
    term.keys = keys_new();
    const char *no_colour = getenv("NO_COLOR");
    paint_init(&term.painter, &term.caps, !no_colour || !no_colour[0]);
    want_end = want_size = want_redraw = want_stop = 0;
    signals_take();
    mem_on_exhaustion(restore_now);
    enter();
    send_probes();
    return true;
}

static void leave(void)
{
    paint_plain(&term.painter);
    send_out();
    restore_now();
}

static bool read_input(int timeout_ms);

/* An answer that came after the end would be typed into the shell. */
static void await_probes(void)
{
    struct key_event ignored;
    for (int i = 0; i < PROBES && term.probes_due > 0 && !term.gone && read_input(FAREWELL_MS); i++) {
        while (keys_next(term.keys, &ignored))
            term.probes_due -= ignored.key == K_CURSOR_REPORT;
    }
}

void term_close(void)
{
    if (!term.open)
        return;
    await_probes();
    leave();
    mem_on_exhaustion(NULL);
    signals_give_back();
    keys_free(&term.keys);
    paint_free(&term.painter);
    caps_free(&term.caps);
    term.open = false;
}

void term_suspend(void)
{
    leave();
    signals_give_back();
}

bool term_resume(struct error *e)
{
    if (tcgetattr(STDIN_FILENO, &modes_before) != 0 || !raw_mode()) {
        term.gone = true;
        return error_set(e, SOAN_IO_ERROR, _("The terminal does not answer; log in again."));
    }
    signals_take();
    enter();
    term.resized = true;
    return true;
}

/* Stopped from outside, as by kill -TSTP. */
static void stop(void)
{
    leave();
    raise(SIGSTOP);
    raw_mode();
    enter();
    term.resized = true;
}

/* ---- input ----------------------------------------------------------------- */

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Waits for input or a signal and takes what there is. False if the time passed with neither. */
static bool read_input(int timeout_ms)
{
    struct pollfd in = {.fd = term.gone ? -1 : STDIN_FILENO, .events = POLLIN};
    struct timespec t = {.tv_sec = timeout_ms / 1000, .tv_nsec = (long)(timeout_ms % 1000) * 1000000};
    int ready = ppoll(&in, 1, timeout_ms < 0 ? NULL : &t, &term.before);
    if (ready <= 0)
        return ready < 0 && errno == EINTR;
    char bytes[READ_SIZE];
    ssize_t n = read(STDIN_FILENO, bytes, sizeof bytes);
    if (n > 0) {
        keys_feed(term.keys, bytes, (size_t)n);
        term.last_byte = now_ms();
    } else if (n == 0 || (errno != EINTR && errno != EAGAIN)) {
        term.gone = true;
    }
    return true;
}

static void serve_signals(void)
{
    if (want_end)
        term.gone = true;
    if (want_stop) {
        want_stop = 0;
        stop();
    }
    if (want_redraw) {
        want_redraw = 0;
        raw_mode();
        paint_forget(&term.painter);
        term.resized = true;
    }
    if (want_size) {
        want_size = 0;
        term.resized = true;
    }
}

static void probe_answered(const struct key_event *k)
{
    if (term.probes_due == 0)
        return;
    int i = PROBES - term.probes_due--;
    if (k->row == PROBE_ROW + i + 1 && k->col == 3 && !term.wide) {
        term.wide = true;
        term.resized = true;
    }
}

/* What can be told without waiting. */
static bool ready_event(struct key_event *out)
{
    while (keys_next(term.keys, out)) {
        if (out->key != K_CURSOR_REPORT)
            return true;
        probe_answered(out);
    }
    if (term.gone) {
        bool first = !term.gone_told;
        term.gone_told = true;
        *out = (struct key_event){.key = K_HANGUP};
        return first;
    }
    if (term.resized) {
        term.resized = false;
        read_size();
        *out = (struct key_event){.key = K_RESIZE};
        return true;
    }
    return false;
}

bool term_next(int timeout_ms, struct key_event *out)
{
    int64_t start = now_ms();
    for (;;) {
        serve_signals();
        if (ready_event(out))
            return true;
        int64_t now = now_ms();
        int64_t wait = timeout_ms < 0 ? INT32_MAX : timeout_ms - (now - start);
        int keys_wait = keys_wait_ms(term.keys);
        int64_t keys_left = keys_wait < 0 ? INT32_MAX : term.last_byte + keys_wait - now;
        bool keys_first = keys_left <= wait;
        int64_t shorter = keys_first ? keys_left : wait;
        bool forever = shorter == INT32_MAX && timeout_ms < 0;
        if (read_input(forever ? -1 : shorter > 0 ? (int)shorter : 0))
            continue;
        if (!keys_first)
            return false;
        keys_timeout(term.keys);
        term.last_byte = now_ms();
    }
}

bool term_pending(void)
{
    struct pollfd in = {.fd = STDIN_FILENO, .events = POLLIN};
    return term.open && !term.gone && poll(&in, 1, 0) > 0;
}

void term_esc_unused(void)
{
    keys_esc_unused(term.keys);
}

/* ---- drawing --------------------------------------------------------------- */

int term_rows(void)
{
    return term.painter.rows;
}

int term_cols(void)
{
    return term.painter.cols;
}

bool term_signs(void)
{
    return !term.painter.colours;
}

bool term_ascii(void)
{
    return term.wide;
}

int term_put(int row, int col, int width, struct text_view s, enum role role)
{
    return paint_put(&term.painter, row, col, width, s, role);
}

void term_blank(int row, int col, int width, enum role role)
{
    paint_blank(&term.painter, row, col, width, role);
}

void term_hline(int row, int col, int n)
{
    struct text_view mark = term.wide ? TEXT_LIT("-") : TEXT_LIT("─");
    for (int i = 0; i < n; i++)
        term_put(row, col + i, 1, mark, ROLE_BORDER);
}

void term_vline(int row, int col, int n)
{
    struct text_view mark = term.wide ? TEXT_LIT("|") : TEXT_LIT("│");
    for (int i = 0; i < n; i++)
        term_put(row + i, col, 1, mark, ROLE_BORDER);
}

void term_cursor(int row, int col)
{
    term.painter.want_row = row;
    term.painter.want_col = col;
}

void term_bell(void)
{
    term.bell = true;
}

void term_redraw(void)
{
    paint_forget(&term.painter);
}

void term_flush(void)
{
    if (term.bell)
        text_append_char(&term.painter.out, '\a');
    term.bell = false;
    paint_flush(&term.painter);
    send_out();
}
