-- Every statement of the report of a run, each under its name; `summary` gives one row, `table` the rows
-- below it. The tables are those of the run; `before` in a name is the run it is held against.

-- never_listed.summary
SELECT count(*) AS providers,
       count(*) FILTER (listed = 0) AS never,
       count(*) FILTER (listed = 0 AND matched = 0) AS never_fit,
       count(*) FILTER (listed = 0 AND matched > 0 AND not_acceptable = matched) AS always_failed,
       count(*) FILTER (listed = 0 AND acceptable = 0 AND matched > not_acceptable) AS never_enough,
       count(*) FILTER (listed = 0 AND acceptable > 0) AS outscored,
       (SELECT count(*) FILTER (NOT blind) FROM clients) AS shows_names
FROM providers;

-- never_listed.table
SELECT provider, name,
       CASE WHEN matched = 0 THEN 'never_fit'
            WHEN not_acceptable = matched THEN 'always_failed'
            WHEN acceptable = 0 THEN 'never_enough'
            ELSE 'outscored' END AS reason,
       CASE WHEN matched > 0 AND not_acceptable = matched THEN hardest_must_have END AS must_have,
       best_rank
FROM providers WHERE listed = 0 AND EXISTS (FROM clients WHERE NOT blind) ORDER BY reason, best_rank NULLS LAST, provider LIMIT 200;

-- must_haves.summary
SELECT must_have, sum(alone)::BIGINT AS alone, sum(failed)::BIGINT AS failed,
       (SELECT sum(fit)::BIGINT FROM clients) AS pairs
FROM must_haves GROUP BY must_have ORDER BY alone DESC, must_have LIMIT 1;

-- must_haves.table
SELECT must_have,
       CASE WHEN users IS NULL THEN 'not said' WHEN users <= 25 THEN 'up to 25 users'
            WHEN users <= 100 THEN '26 to 100 users' ELSE 'more than 100 users' END AS clients,
       sum(failed)::BIGINT AS failed, sum(alone)::BIGINT AS alone, sum(open)::BIGINT AS open
FROM must_haves JOIN clients USING (client)
GROUP BY ALL ORDER BY must_have, min(coalesce(users, -1));

-- answers.summary
SELECT question, sum(lifted)::BIGINT AS lifted, count(*) FILTER (lifted > 0) AS lists,
       (SELECT count(*) FROM clients) AS clients
FROM answers GROUP BY question ORDER BY lifted DESC, question LIMIT 1;

-- answers.table
SELECT question, sum(lifted)::BIGINT AS lifted, count(*) FILTER (lifted > 0) AS lists,
       round(avg(mean_gain), 2) AS mean_gain
FROM answers GROUP BY question ORDER BY lifted DESC, mean_gain DESC, question;

-- concentration.summary
WITH wins AS (SELECT first, count(*) AS n FROM clients WHERE first IS NOT NULL AND NOT blind GROUP BY first),
     ordered AS (SELECT n, row_number() OVER (ORDER BY n DESC, first) AS place FROM wins),
     on_file AS (SELECT max(on_file) AS n FROM clients)
SELECT count(*) AS firms, (SELECT n FROM on_file) AS on_file,
       sum(n * n) / (sum(n) * sum(n)) AS herfindahl,
       (sum(n) * sum(n)) / sum(n * n) AS as_many_as,
       sum(n) FILTER (place <= ceil((SELECT n FROM on_file) / 100)) / sum(n) AS best_1_percent,
       sum(n) FILTER (place <= ceil((SELECT n FROM on_file) / 10)) / sum(n) AS best_10_percent
FROM ordered;

-- concentration.table
SELECT provider, name, first AS firsts, listed AS lists FROM providers
WHERE first > 0 ORDER BY firsts DESC, provider LIMIT 50;

-- how_sure.summary
SELECT count(*) AS clients, count(*) FILTER (cut_gap < 1) AS close,
       count(*) FILTER (shakiest < 0.5) AS shaky, count(*) FILTER (cut_gap < 1 OR shakiest < 0.5) AS either
FROM clients;

-- how_sure.table
SELECT client, title, cut_gap, shakiest FROM clients
WHERE cut_gap < 1 OR shakiest < 0.5 ORDER BY cut_gap NULLS LAST, client LIMIT 200;

-- against.summary
WITH lists AS (SELECT client, list(provider ORDER BY provider) AS firms FROM shortlists WHERE listed GROUP BY 1),
     earlier AS (SELECT client, list(provider ORDER BY provider) AS firms FROM before_shortlists WHERE listed GROUP BY 1)
SELECT count(*) AS both,
       count(*) FILTER (now.first IS DISTINCT FROM was.first) AS other_first,
       count(*) FILTER (lists.firms IS DISTINCT FROM earlier.firms) AS other_list,
       (SELECT count(*) FROM clients ANTI JOIN before_clients USING (client)) AS new,
       (SELECT count(*) FROM before_clients ANTI JOIN clients USING (client)) AS gone
FROM clients AS now JOIN before_clients AS was USING (client)
LEFT JOIN lists USING (client) LEFT JOIN earlier USING (client);

-- against.table
WITH lists AS (SELECT client, list(provider ORDER BY provider) AS firms FROM shortlists WHERE listed GROUP BY 1),
     earlier AS (SELECT client, list(provider ORDER BY provider) AS firms FROM before_shortlists WHERE listed GROUP BY 1)
SELECT now.client, was.first AS first_was, now.first AS first_is,
       array_to_string(list_filter(earlier.firms, lambda f: NOT list_contains(lists.firms, f)), ' ') AS off_the_list,
       array_to_string(list_filter(lists.firms, lambda f: NOT list_contains(earlier.firms, f)), ' ') AS on_the_list
FROM clients AS now JOIN before_clients AS was USING (client)
LEFT JOIN lists USING (client) LEFT JOIN earlier USING (client)
WHERE lists.firms IS DISTINCT FROM earlier.firms OR now.first IS DISTINCT FROM was.first
ORDER BY now.client LIMIT 200;

-- changes.summary
SELECT count(*) AS sessions, count(*) FILTER (changed_first) AS other_first,
       count(*) FILTER (list_changed) AS other_list,
       count(*) FILTER (verdict_before IS DISTINCT FROM verdict_after) AS other_verdict,
       avg(tau) AS tau
FROM changes;

-- changes.table
SELECT moved_by AS question, count(*) AS sessions, count(*) FILTER (changed_first) AS other_first,
       avg(abs(largest_move)) AS mean_move
FROM changes WHERE moved_by IS NOT NULL GROUP BY 1 ORDER BY other_first DESC, sessions DESC, question;

-- helped.summary
SELECT count(*) FILTER (changed_first AND first_after IS NOT NULL) AS won,
       count(*) FILTER (changed_first AND first_after IS NULL) AS nobody
FROM changes;

-- helped.table
SELECT session, first_before, first_after, moved, largest_move, moved_by FROM changes
WHERE changed_first OR list_changed ORDER BY changed_first DESC, abs(largest_move) DESC, session LIMIT 200;

-- failures.summary
SELECT count(*) AS failures, count(*) FILTER (stage = 'worker') AS workers FROM failures;

-- failures.table
SELECT file, stage, why FROM failures ORDER BY file LIMIT 200;
