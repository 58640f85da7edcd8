/* Calendar dates as an office writes them: 25/10/2021. */
#include "figure/private.h"

/* Reads one to `most` digits at *pos. */
static bool read_digits(struct text_view v, size_t *pos, size_t most, unsigned *value)
{
    size_t from = *pos;
    *value = 0;
    while (*pos < v.len && *pos - from < most && v.bytes[*pos] >= '0' && v.bytes[*pos] <= '9')
        *value = *value * 10 + (unsigned)(v.bytes[(*pos)++] - '0');
    return *pos > from;
}

static bool read_slash(struct text_view v, size_t *pos)
{
    return *pos < v.len && v.bytes[*pos] == '/' && ++*pos;
}

/* Gregorian calendar. */
static unsigned days_in(unsigned month, unsigned year)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

bool figure_date(struct text_view v, struct text *out, struct error *e)
{
    size_t pos = 0;
    unsigned day, month, year;
    struct text quoted = {0};
    bool shape = read_digits(v, &pos, 2, &day) && read_slash(v, &pos) && read_digits(v, &pos, 2, &month) &&
                 read_slash(v, &pos) && pos + 4 == v.len && read_digits(v, &pos, 4, &year) && pos == v.len;
    if (shape && year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= days_in(month, year)) {
        text_append(out, v);
        return true;
    }
    figure_quote(v, &quoted);
    if (!shape)
        error_set(e, SOAN_REFUSED, _("%s: is not a date; write day/month/year as 25/10/2021"), text_str(&quoted));
    else if (month < 1 || month > 12)
        error_set(e, SOAN_REFUSED, _("%s: there is no month %u; write day/month/year as 25/10/2021"), text_str(&quoted),
                  month);
    else if (year < 1)
        error_set(e, SOAN_REFUSED, _("%s: there is no year 0; write day/month/year as 25/10/2021"), text_str(&quoted));
    else
        error_set(e, SOAN_REFUSED, _("%s: this month has the days 1 to %u; write a day of it"), text_str(&quoted),
                  days_in(month, year));
    text_free(&quoted);
    return false;
}
