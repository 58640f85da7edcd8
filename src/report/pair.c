/*
 * Whether a -wal and the file it stands beside belong together. SQLite goes by the name alone: if a report is replaced while it
 * is open, what those inside wrote would be laid over the new file; if it is open under another name too, each name has
 * a -wal that the other knows nothing of.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <time.h>

#include "report/private.h"

enum { LOOKS = 100, PAUSE_NS = 3000000 };

/* True if some process holds a lock of SQLite's kind on the file (proc(5), /proc/locks). */
static bool locked(const struct stat *st)
{
    FILE *f = fopen("/proc/locks", "re");
    char line[256], want[80];
    bool found = false;
    snprintf(want, sizeof want, " %02x:%02x:%" PRIu64 " ", major(st->st_dev), minor(st->st_dev), (uint64_t)st->st_ino);
    while (f && !found && fgets(line, sizeof line, f))
        found = strstr(line, want) && strstr(line, " POSIX ");
    if (f)
        fclose(f);
    return found;
}

enum pair { PAIR_FITS, PAIR_REPLACED, PAIR_OTHER_NAME };

/* Whoever uses the -wal has a lock on the -shm, and one on the file for a little longer at both ends. */
static enum pair look(const char *path, const char *shm)
{
    struct stat file_st, shm_st;
    if (stat(path, &file_st) != 0)
        return PAIR_FITS;
    bool with_shm = stat(shm, &shm_st) == 0 && locked(&shm_st), with_file = locked(&file_st);
    return with_shm == with_file ? PAIR_FITS : with_shm ? PAIR_REPLACED : PAIR_OTHER_NAME;
}

bool wal_fits(const char *path, struct error *e)
{
    struct text shm = {0};
    text_printf(&shm, "%s-shm", path);
    enum pair p = look(path, text_str(&shm));
    for (int i = 0; p != PAIR_FITS && i < LOOKS; i++) { /* others open and close it meanwhile */
        nanosleep(&(struct timespec){.tv_nsec = PAUSE_NS}, NULL);
        p = look(path, text_str(&shm));
    }
    text_free(&shm);
    if (p == PAIR_REPLACED)
        return error_set(e, SOAN_BUSY,
                         _("%s: was replaced while others have the former file open; let them leave it, then try again"),
                         path);
    if (p == PAIR_OTHER_NAME)
        return error_set(e, SOAN_BUSY,
                         _("%s: is open under another name; let those who have it open leave it, then try again"), path);
    return true;
}
