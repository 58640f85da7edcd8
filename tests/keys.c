/* Prints the table of actions for tests/manual.py: keys, keys of the outline, label and help, parted by tabs. */
#include <stdio.h>

#include "tui/action.h"

int main(void)
{
    for (int a = ACT_NONE + 1; a < ACT_COUNT_; a++) {
        const struct action_info *i = action_info((enum action)a);
        printf("%s\t%s\t%s\t%s\n", i->keys, i->tree_keys, i->label, i->help);
    }
    return 0;
}
