-- A city's year of figures is read and taken apart for every question: what is 0 is left out, values and counts follow
-- each other in one list, and time with pauses is said only where there were pauses.
CREATE OR REPLACE FUNCTION figures_cells(of_organisation text, of_month text) RETURNS json LANGUAGE sql STABLE AS $$
  WITH facts AS MATERIALIZED (
    SELECT c.programme_code AS programme, coalesce(k.stage_id, '') AS stage, k.kind,
           CASE WHEN k.unit IN ('workday', 'hour') THEN k.unit ELSE 'day' END AS unit,
           k.verdict, coalesce(k.verdict_recomputed, k.verdict) AS recomputed,
           round(k.used_net::numeric, 2)::float8 AS net, round(k.used_gross::numeric, 2)::float8 AS gross,
           h.pauses, h.extensions, follow_up_made(k.case_id, k.kind, k.stopped_at, k.verdict) AS made
      FROM clocks k
      JOIN cases c ON c.id = k.case_id
      CROSS JOIN LATERAL clock_changes(k.case_id, k.clock_id) h
     WHERE k.owner_organisation_id = of_organisation AND k.kind <> 'notice'
       AND k.stopped_at >= figures_month_start(of_month)
       AND k.stopped_at < figures_month_end(of_month)
  ), counted AS (
    SELECT programme, stage, kind, unit, count(*) AS stopped,
           count(*) FILTER (WHERE verdict = 'ON_TIME') AS on_time,
           count(*) FILTER (WHERE recomputed = 'ON_TIME') AS on_time_recomputed,
           count(*) FILTER (WHERE recomputed <> verdict) AS changed,
           sum(pauses) AS pauses, count(*) FILTER (WHERE pauses > 0) AS paused,
           sum(extensions) AS extensions, count(*) FILTER (WHERE extensions > 0) AS extended
      FROM facts WHERE kind <> 'follow-up' GROUP BY programme, stage, kind, unit
  ), used AS (
    SELECT programme, stage, kind, unit,
           '[' || string_agg(value || ',' || n, ',' ORDER BY value) FILTER (WHERE which = 'net') || ']' AS net,
           '[' || string_agg(value || ',' || n, ',' ORDER BY value) FILTER (WHERE which = 'gross') || ']' AS gross
      FROM (SELECT programme, stage, kind, unit, which, value, count(*) AS n
              FROM facts CROSS JOIN LATERAL (VALUES ('net', net), ('gross', gross)) AS v(which, value)
             WHERE net IS NOT NULL AND gross IS NOT NULL AND kind <> 'follow-up'
             GROUP BY programme, stage, kind, unit, which, value) each
     GROUP BY programme, stage, kind, unit
  ), looked_after AS (
    SELECT programme, made::int AS made, 0 AS missed FROM facts WHERE kind = 'follow-up'
    UNION ALL
    SELECT c.programme_code, 0, 1
      FROM clocks k
      JOIN cases c ON c.id = k.case_id
     WHERE k.owner_organisation_id = of_organisation AND k.kind = 'follow-up'
       AND k.overdue_at >= figures_month_start(of_month)
       AND k.overdue_at < figures_month_end(of_month)
  ), cells AS (
    SELECT json_strip_nulls(json_build_object(
             'programme', programme, 'stage', nullif(stage, ''), 'kind', kind, 'unit', unit, 'stopped', stopped,
             'onTime', on_time, 'onTimeRecomputed', on_time_recomputed, 'changed', nullif(changed, 0),
             'pauses', nullif(pauses, 0), 'paused', nullif(paused, 0),
             'extensions', nullif(extensions, 0), 'extended', nullif(extended, 0),
             'net', net::json, 'gross', nullif(gross, net)::json)) AS cell
      FROM counted LEFT JOIN used USING (programme, stage, kind, unit)
    UNION ALL
    SELECT json_build_object('programme', programme, 'kind', 'follow-up', 'made', sum(made), 'missed', sum(missed))
      FROM looked_after GROUP BY programme HAVING sum(made) + sum(missed) > 0
  )
  SELECT coalesce(json_agg(cell), '[]') FROM cells
$$;

INSERT INTO stale_figures (organisation_id, month) SELECT organisation_id, month FROM month_figures;
SELECT refresh_figures();
