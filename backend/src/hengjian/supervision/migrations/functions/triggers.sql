CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON supervision.bulletin_entry
    FOR EACH ROW EXECUTE FUNCTION supervision.guard_bulletin();

CREATE TRIGGER count_new AFTER INSERT ON supervision.bulletin_entry REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.count_new_entries();

CREATE TRIGGER count_revoked AFTER UPDATE OF state ON supervision.bulletin_entry
    FOR EACH ROW WHEN (old.state = 'effective' AND new.state = 'revoked') EXECUTE FUNCTION supervision.count_revoked_entry();

CREATE TRIGGER circumstances_stay BEFORE UPDATE OF device_at, latitude, longitude, accuracy_m, is_mock, second_recorder, second_recorder_name ON supervision.deduction
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change();

CREATE TRIGGER count_changed AFTER UPDATE ON supervision.deduction REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.count_changed_deductions();

CREATE TRIGGER count_new AFTER INSERT ON supervision.deduction REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.count_new_deductions();

CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON supervision.deduction
    FOR EACH ROW EXECUTE FUNCTION supervision.guard_deduction();

CREATE TRIGGER guard_origin BEFORE UPDATE OF rectification_id, corrects_id ON supervision.deduction
    FOR EACH ROW EXECUTE FUNCTION supervision.guard_origin();

CREATE TRIGGER source_stays BEFORE UPDATE OF source ON supervision.deduction
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change();

CREATE TRIGGER end_waiting AFTER UPDATE OF state ON supervision.deduction
    FOR EACH ROW WHEN (new.state IN ('returned', 'merged', 'revoked')) EXECUTE FUNCTION supervision.end_waiting_of_deduction();

CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON supervision.deduction_rule
    FOR EACH ROW EXECUTE FUNCTION supervision.guard_rule();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.deduction_step
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change();

CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON supervision.draw
    FOR EACH ROW EXECUTE FUNCTION supervision.guard_draw();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.evidence
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.evidence_withdrawal
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.judgement
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change();

CREATE TRIGGER count_new AFTER INSERT ON supervision.judgement
    FOR EACH ROW EXECUTE FUNCTION supervision.count_judgement();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.objection
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.picture_review
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change();

CREATE TRIGGER refuse_own_review BEFORE INSERT ON supervision.picture_review
    FOR EACH ROW EXECUTE FUNCTION supervision.refuse_own_review();

CREATE TRIGGER end_waiting AFTER INSERT ON supervision.picture_review
    FOR EACH ROW EXECUTE FUNCTION supervision.end_waiting();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.picture_withdrawal
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.public_picture
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change();

CREATE TRIGGER await_review AFTER INSERT ON supervision.public_picture
    FOR EACH ROW EXECUTE FUNCTION supervision.await_review();

CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON supervision.rectification
    FOR EACH ROW EXECUTE FUNCTION supervision.guard_rectification();

CREATE TRIGGER open_to_recheck AFTER INSERT ON supervision.rectification
    FOR EACH ROW EXECUTE FUNCTION supervision.open_to_recheck();

CREATE CONSTRAINT TRIGGER require_due_entry AFTER UPDATE OF due_on ON supervision.rectification
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (old.due_on IS DISTINCT FROM new.due_on) EXECUTE FUNCTION supervision.require_due_entry();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.rectification_step
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.repeat
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change();

CREATE TRIGGER count_new AFTER INSERT ON supervision.repeat
    FOR EACH ROW EXECUTE FUNCTION supervision.count_repeat();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.reversal
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change();

CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON supervision.round
    FOR EACH ROW EXECUTE FUNCTION supervision.guard_round();

CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON supervision.round_item
    FOR EACH ROW EXECUTE FUNCTION supervision.guard_round_item();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.round_step
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change();

CREATE TRIGGER guard BEFORE INSERT ON supervision.round_step
    FOR EACH ROW EXECUTE FUNCTION supervision.guard_round_step();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.visit
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change();

CREATE TRIGGER count_new AFTER INSERT ON supervision.visit REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION supervision.count_new_visits();
