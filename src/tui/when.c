/*
 * Days and hours on the screen, by the clock of the one who reads.
 */
#include <time.h>

#include "tui/app.h"

static struct tm local(int64_t at)
{
    time_t seconds = (time_t)at;
    struct tm t;
    localtime_r(&seconds, &t);
    return t;
}

void when_day(int64_t at, struct text *out)
{
    struct tm t = local(at);
    text_printf(out, "%02d/%02d/%04d", t.tm_mday, t.tm_mon + 1, t.tm_year + 1900);
}

void when_full(int64_t at, struct text *out)
{
    struct tm t = local(at);
    text_printf(out, "%02d/%02d/%04d %02d:%02d", t.tm_mday, t.tm_mon + 1, t.tm_year + 1900, t.tm_hour, t.tm_min);
}

void when_short(int64_t at, struct text *out)
{
    struct tm t = local(at);
    text_printf(out, "%02d/%02d %02d:%02d", t.tm_mday, t.tm_mon + 1, t.tm_hour, t.tm_min);
}
