"""The faults in saved plans and their approval, of scripts/mutations."""

# As in faults.py.
APPROVAL_FAULTS = [
    ("who saved a plan may approve it", [
        "if saved.saved_by = session_user then", "if false then"], "LedgerApprovalTests/required"),
    ("who approved a plan may issue it", [
        "if verdict.given_by in (saved.saved_by, session_user) then", "if verdict.given_by in (saved.saved_by) then"],
     "LedgerApprovalTests/issuedByTheApprover"),
    ("a run needs no plan although approval is required", [
        "if saved.plan is null then\n        raise exception 'an approval is needed: the issuer requires",
        "if false then\n        raise exception 'an approval is needed: the issuer requires"], "LedgerApprovalTests/required"),
    ("a plan is issued although it was rejected", [
        "if not verdict.approves then", "if false then"], "LedgerApprovalTests/rejected"),
    ("a plan is issued although something has changed", [
        "if saved.digest <> plan_digest() then", "if false then"], "LedgerApprovalTests/overtaken"),
    ("the digest of a plan passes over what the notes say", [
        "encode(d.lines_digest, 'hex'), n.document)::text", "encode(d.lines_digest, 'hex'))::text"],
     "LedgerApprovalTests/overtaken"),
    ("a plan's file may say other amounts than are due", [
        "raise exception 'the credits due are no longer those that were to be saved' using errcode = 'AV004';", "null;"],
     "LedgerSavedPlanTests/forgedFile"),
    ("a plan is approved by another file", [
        "if saved.content <> file then", "if false then"], "LedgerApprovalTests/judged"),
    ("a plan is issued with another choice", [
        "if saved.kind <> 'credit' or saved.month <> of_month or saved.issue_date <> on_date or not issue_month.allows_cuts\n"
        "                or saved.only_these is distinct from issue_month.only_these",
        "if saved.kind <> 'credit' or saved.month <> of_month or saved.issue_date <> on_date or not issue_month.allows_cuts\n"
        "                or false"], "LedgerApprovalTests/parameters"),
    ("a commercial note is issued by a plan although something has changed", [
        "if saved.digest <> commercial_digest(note, line) or", "if"], "LedgerCommercialPlanTests/overtaken"),
    ("a commercial note is issued by a plan with another amount", [
        "if row(saved.kind, saved.subscription,", "if false and row(saved.kind, saved.subscription,"],
     "LedgerCommercialPlanTests/parameters"),
    ("a commercial plan's file may say another note", [
        "raise exception 'the note is no longer the one that was to be saved' using errcode = 'AV004';", "null;"],
     "LedgerCommercialPlanTests/forgedFile"),
    ("a run bears the name of a plan of another kind", [
        "if saved.kind <> new.kind then", "if false then"], "LedgerCommercialPlanTests/otherKind"),
    ("a refused row counts although its fact was imported", [
        "and (r.identity is null or not is_recorded_since(b.kind, r.identity, b.batch))", ""],
     "RefusedRowsTests/replaced"),
]
