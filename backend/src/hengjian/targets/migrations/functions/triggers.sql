CREATE TRIGGER stays_as_decided BEFORE UPDATE OR DELETE ON targets.amendment
    FOR EACH ROW WHEN (old.state <> 'proposed'::text) EXECUTE FUNCTION targets.keep_frozen();

CREATE TRIGGER keep_of_closed_round BEFORE INSERT OR UPDATE OR DELETE ON targets.assessment
    FOR EACH ROW EXECUTE FUNCTION targets.keep_of_closed_round();

CREATE TRIGGER stays_as_accepted BEFORE UPDATE OR DELETE ON targets.letter
    FOR EACH ROW WHEN (old.state = 'accepted'::text) EXECUTE FUNCTION targets.keep_frozen();

CREATE TRIGGER stays_as_written BEFORE UPDATE OR DELETE ON targets.letter
    FOR EACH ROW WHEN (old.state = 'awaiting'::text) EXECUTE FUNCTION targets.keep_frozen('state', 'accepted_by', 'accepted_by_name', 'accepted_at', 'accepted_digest', 'version', 'updated_at');

CREATE TRIGGER stays_as_confirmed BEFORE UPDATE OR DELETE ON targets.owner_value
    FOR EACH ROW WHEN (old.state = 'confirmed'::text) EXECUTE FUNCTION targets.keep_frozen('state', 'version', 'updated_at');

CREATE TRIGGER stays_as_superseded BEFORE UPDATE OR DELETE ON targets.owner_value
    FOR EACH ROW WHEN (old.state = 'superseded'::text) EXECUTE FUNCTION targets.keep_frozen();

CREATE TRIGGER stays_as_issued BEFORE UPDATE OR DELETE ON targets.plan
    FOR EACH ROW WHEN (old.state = 'issued'::text) EXECUTE FUNCTION targets.keep_frozen('issue_version', 'version', 'updated_at');

CREATE TRIGGER stays_as_issued BEFORE UPDATE OR DELETE ON targets.plan_target
    FOR EACH ROW WHEN (old.since_version IS NOT NULL AND old.until_version IS NULL) EXECUTE FUNCTION targets.keep_frozen('until_version');

CREATE TRIGGER stays_as_replaced BEFORE UPDATE OR DELETE ON targets.plan_target
    FOR EACH ROW WHEN (old.until_version IS NOT NULL) EXECUTE FUNCTION targets.keep_frozen();

CREATE TRIGGER stays_as_accepted BEFORE UPDATE OR DELETE ON targets.report
    FOR EACH ROW WHEN (old.state = 'accepted'::text) EXECUTE FUNCTION targets.keep_frozen('overdue_at', 'version', 'updated_at');

CREATE TRIGGER keep_of_accepted_report BEFORE INSERT OR UPDATE OR DELETE ON targets.report_entry
    FOR EACH ROW EXECUTE FUNCTION targets.keep_of_accepted_report();

CREATE TRIGGER stays_as_closed BEFORE UPDATE OR DELETE ON targets.round
    FOR EACH ROW WHEN (old.state = 'closed'::text) EXECUTE FUNCTION targets.keep_frozen();
