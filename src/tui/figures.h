/*
 * What the dialogues about figures share.
 */
#ifndef TUI_FIGURES_H
#define TUI_FIGURES_H

#include "tui/dialog.h"

/* Shows what the changes would touch, if that is more than one place, and makes them if the answer is yes.
 * False: nothing was changed; why is said. */
bool effect_change(struct app *app, const struct soan_figure_change *change, size_t n);
/* Whether a change is possible, and why not in words for a dialogue that says which figure it is about. */
bool effect_try(struct app *app, const struct soan_figure_change *change, struct error *e) SOAN_MUST_USE;
/* ^Z or ^Y, which the ledger takes too. */
bool figures_undo_key(const struct key_event *k);
/* Asks for the value of a figure; empty makes it open again. */
void figures_ask_value(struct app *app, struct text_view key);
/* Goes to where a section shows the figure. */
bool figures_go(struct app *app, int64_t section, const struct soan_figure *f);
/* Lists the sections that show it; true: went to one of them. */
bool figures_show_places(struct app *app, const struct soan_figure *f);

/* All of one figure: every property can be changed, places and history stand below. True: went to a place. */
bool form_open(struct app *app, struct text_view key);

#endif
