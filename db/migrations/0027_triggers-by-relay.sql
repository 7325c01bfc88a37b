-- What was sent to the function that judged triggers before, and not judged: the relay judges it.
update outbox set sent_at = null where name in ('signal/recorded', 'contact/changed');
