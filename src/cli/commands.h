/* The functions behind the table of commands: one file each, named as the command. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/cli.h"

typedef bool command_fn(struct invocation *in, struct error *e);

command_fn command_edit;
command_fn command_new, command_templates;
command_fn command_outline, command_show, command_write, command_export;
command_fn command_add, command_rename, command_move, command_remove, command_restore;
command_fn command_figures, command_figure, command_fill;
command_fn command_check;
command_fn command_comment, command_reply, command_resolve, command_comments;
command_fn command_search, command_print;
command_fn command_checkpoint, command_member, command_backup, command_verify;

#endif
