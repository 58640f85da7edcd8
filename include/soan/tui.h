/*
 * tui: the full screen. The only floor that includes curses.h.
 */
#ifndef SOAN_TUI_H
#define SOAN_TUI_H

#include "soan/report.h"

/* Edits the report until the person leaves; restores the terminal on every way out. Refuses (SOAN_REFUSED) without a
 * terminal, or on one that cannot place the cursor. */
bool soan_tui_run(struct soan_report *r, const char *path, struct error *e) SOAN_MUST_USE;

/* Lists the reports of the working directory of a confined process, opens and makes them, until the person leaves. Refuses as
 * above. */
bool soan_tui_shelf(struct error *e) SOAN_MUST_USE;

#endif
