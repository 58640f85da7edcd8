/* The functions behind the table of commands: one file each, named as the command. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/cli.h"

typedef bool command_fn(struct invocation *in, struct error *e);

command_fn command_edit;
command_fn command_new, command_templates;
command_fn command_outline, command_show, command_write, command_export;
command_fn command_add, command_rename, command_move, command_remove, command_restore;
command_fn command_figures, command_figure, command_fill, command_gather;
command_fn command_check;
command_fn command_suggest, command_suggestions, command_accept, command_reject;
command_fn command_note;
command_fn command_comment, command_reply, command_resolve, command_comments, command_publish, command_withdraw, command_response;
command_fn command_search, command_print;
command_fn command_log, command_diff;
command_fn command_status, command_assign, command_approve, command_milestone;
command_fn command_who, command_lease;
command_fn command_checkpoint, command_member, command_set, command_backup, command_verify;
command_fn command_shell, command_reports;

/* ---- sheets (sheet.c) ---- */

struct sheet_call {
    const char *csv, *sender, *date, *max_leap;
    bool yes, dry_run;
};
bool sheet_fill(struct soan_report *r, const struct sheet_call *call, struct error *e) SOAN_MUST_USE;
/* For each department: figures wanted of it, and those still open. */
bool sheet_missing(struct soan_report *r, enum list_format format, struct error *e) SOAN_MUST_USE;

#endif
