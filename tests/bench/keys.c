/*
 * Start-up and keys of the real program in a pseudo-terminal, beside nano and vim where they are installed: time from the
 * key to the last byte of the answer, and bytes sent to the terminal. Arguments: the program.
 * 40 kB of text in one section and in one file; ratios to nano hold where the machine does not.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { KEYS = 80, QUIET_MS = 30, START_QUIET_MS = 150, LIMIT_MS = 3000, COLUMNS = 80, ROWS = 24 };

struct answer {
    double ms;
    size_t bytes;
};

struct peer {
    const char *name;
    const char *argv[6];
    const char *setup;        /* keys that bring the cursor into the text */
};

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static struct answer until_quiet(int fd, int quiet_ms)
{
    struct answer a = {0};
    double from = now_ms();
    char buf[65536];
    for (;;) {
        struct pollfd p = {.fd = fd, .events = POLLIN};
        int wait = a.bytes ? quiet_ms : LIMIT_MS;
        if (poll(&p, 1, wait) <= 0)
            return a;
        ssize_t n = read(fd, buf, sizeof buf);
        if (n <= 0)
            return a;
        a.bytes += (size_t)n;
        a.ms = now_ms() - from;
    }
}

static int start(const struct peer *p, pid_t *pid)
{
    int fd;
    struct winsize size = {.ws_row = ROWS, .ws_col = COLUMNS};
    *pid = forkpty(&fd, NULL, NULL, &size);
    if (*pid == 0) {
        setenv("TERM", "xterm-256color", 1);
        setenv("LC_ALL", "C.UTF-8", 1);
        unsetenv("LINES");
        unsetenv("COLUMNS");
        execvp(p->argv[0], (char *const *)(uintptr_t)p->argv);
        _exit(127);
    }
    return fd;
}

static void send_keys(int fd, const char *keys)
{
    size_t len = strlen(keys);
    if (write(fd, keys, len) != (ssize_t)len)
        fprintf(stderr, "keys: %s\n", strerror(errno));
}

static int by_ms(const void *a, const void *b)
{
    double x = ((const struct answer *)a)->ms, y = ((const struct answer *)b)->ms;
    return (x > y) - (x < y);
}

/* Median time and mean bytes of sending each of keys[] in turn. */
static struct answer measure(int fd, const char *const *keys, size_t n)
{
    static struct answer all[KEYS];
    size_t bytes = 0;
    for (size_t i = 0; i < KEYS; i++) {
        send_keys(fd, keys[i % n]);
        all[i] = until_quiet(fd, QUIET_MS);
        bytes += all[i].bytes;
    }
    qsort(all, KEYS, sizeof *all, by_ms);
    return (struct answer){all[KEYS / 2].ms, bytes / KEYS};
}

static void run(const struct peer *p)
{
    static const char *const typed[] = {"k", "i", "n", "h", " ", "t", "\xE1\xBA\xBF", " "};
    static const char *const retyped[] = {"e", "\x7F\xC3\xAA", "\x7F\xE1\xBA\xBF"};
    static const char *const moved[] = {"\x1b[D", "\x1b[C"};
    pid_t pid;
    int fd = start(p, &pid);
    struct answer began = until_quiet(fd, START_QUIET_MS);
    if (!began.bytes || waitpid(pid, NULL, WNOHANG) == pid) {
        printf("# %-5s not there, left out\n", p->name);
        close(fd);
        return;
    }
    send_keys(fd, p->setup);
    until_quiet(fd, START_QUIET_MS);
    struct answer type = measure(fd, typed, 8), ime = measure(fd, retyped, 3), move = measure(fd, moved, 2);
    printf("%-5s start %5.1f ms %6zu B | type %5.2f ms %4zu B | retype %5.2f ms %4zu B | move %5.2f ms %4zu B\n", p->name,
           began.ms, began.bytes, type.ms, type.bytes, ime.ms, ime.bytes, move.ms, move.bytes);
    fflush(stdout);
    kill(pid, SIGKILL);
    close(fd);
    waitpid(pid, NULL, 0);
}

static void make_text(const char *path)
{
    FILE *f = fopen(path, "w");
    if (!f)
        exit(1);
    fputs("I. Kinh tế\n", f);
    for (int i = 0; i < 60; i++)
        fputs("· Kinh tế tiếp tục có bước phát triển; cơ cấu chuyển dịch đúng hướng; thu ngân sách trên địa bàn năm sau cao "
              "hơn năm trước, đời sống của người dân từng bước được nâng lên, hạ tầng đô thị được đầu tư, chỉnh trang, trật "
              "tự, vệ sinh môi trường chuyển biến rõ; nhiều mô hình tự quản ở tổ dân phố hoạt động nền nếp, hiệu quả, được "
              "nhân rộng ra toàn phường trong ba năm qua.\n", f);
    fclose(f);
}

int main(int argc, char **argv)
{
    char dir[] = "/tmp/soan-bench-XXXXXX", command[4096];
    if (argc != 2 || !mkdtemp(dir) || chdir(dir) != 0)
        return 1;
    make_text("text.txt");
    snprintf(command, sizeof command, "'%s' new report.soan --from text.txt >/dev/null", argv[1]);
    if (system(command) != 0)
        return 1;
    /* The same with other words suggested for every paragraph. */
    snprintf(command, sizeof command,
             "cp report.soan marked.soan && '%s' show marked.soan I --source | sed 's/tiếp tục/luôn/' | '%s' suggest marked.soan I >/dev/null",
             argv[1], argv[1]);
    if (system(command) != 0)
        return 1;
    const struct peer peers[] = {
        {"soan", {argv[1], "report.soan", NULL}, "\r\x1b[B\x1b[B\x1b[C\x1b[C\x1b[C\x1b[C"},
        {"marks", {argv[1], "marked.soan", NULL}, "\r\x1b[B\x1b[B\x1b[C\x1b[C\x1b[C\x1b[C"},
        {"nano", {"nano", "-Sa", "text.txt", NULL}, "\x1b[B\x1b[B\x1b[C\x1b[C\x1b[C\x1b[C"},
        {"vim", {"vim", "-u", "NONE", "-N", "text.txt", NULL}, "jjlllli"},
    };
    for (size_t i = 0; i < sizeof peers / sizeof *peers; i++)
        run(&peers[i]);
    snprintf(command, sizeof command, "rm -rf '%s'", dir);
    return system(command) != 0;
}
