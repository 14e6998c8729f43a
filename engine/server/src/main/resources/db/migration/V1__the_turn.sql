-- What a turn reads and writes. `party` comes first in every key: a turn touches the rows of one person together, and nothing
-- but pacing, boards and reports asks across people. Bodies are JSON kept as text, which the turn writes faster than jsonb;
-- every body is also valid jsonb, so `select body::jsonb ->> 'rule' from cases` works (a body that is not, is refused and parked).

create table party (
  party         uuid primary key,
  version       bigint not null check (version >= 0),
  wake_at       timestamptz,
  number_sealed bytea,
  file_v        smallint not null,
  file          text not null
) with (fillfactor = 60);
create index party_due on party (wake_at) where wake_at is not null;

comment on table party is 'The person at a contact address. Its row lock is what makes one turn at a time of it.';
comment on column party.party is 'HMAC-SHA256 of the address (tel:+…), cut to 128 bits. The key is in the state folder, not here.';
comment on column party.version is 'How many turns this person has had; signal.turn and fact.turn count by it.';
comment on column party.wake_at is 'The earliest wake_at of the open cases that are not parked: the only timer there is.';
comment on column party.number_sealed is 'The address under AES-GCM, null once erased. The key is in the state folder, not here.';
comment on column party.file is 'What we know beside the cases: how often we called in the last 7 days.';

create table cases (
  party     uuid not null references party,
  id        uuid not null,
  kind      text not null,
  stage     text not null,
  version   int not null check (version >= 1),
  wake_at   timestamptz,
  opened_at timestamptz not null,
  closed_at timestamptz,
  parked_at timestamptz,
  body_v    smallint not null,
  body      text not null,
  primary key (party, id),
  check (closed_at is null or wake_at is null)
) with (fillfactor = 50);
create index cases_open on cases (party) where closed_at is null;
create index cases_parked on cases (party, id) where parked_at is not null;

comment on table cases is 'Every matter with a person, in the stage it stands in. The body is the whole stage; the other columns are taken from it.';
comment on column cases.wake_at is 'When the stage itself next looks at the clock.';
comment on column cases.parked_at is 'Set: a letter of this case could not be decided (signal.trouble tells why), later ones wait behind it, a person must look.';

create table orders (
  party           uuid not null,
  id              uuid not null,
  stage           text not null check (stage in ('waiting', 'ready', 'reserving', 'dialling', 'talking', 'wrapup', 'closed')),
  outcome         text check (outcome in ('kept', 'kept_late', 'kept_inbound', 'unreached', 'broken', 'cancelled')),
  closed_by       text,
  purpose         text not null,
  source          text not null,
  pbx             text not null,
  queue           text not null,
  turn_class      smallint not null check (turn_class between 0 and 9),
  place           timestamptz not null,
  accepted_at     timestamptz not null,
  earliest        timestamptz not null,
  due             timestamptz not null,
  due_elapsed     timestamptz not null,
  ready_at        timestamptz,
  attempts        smallint not null check (attempts >= 0),
  first_ring_at   timestamptz,
  reached_at      timestamptz,
  kept_at         timestamptz,
  due_missed_at   timestamptz,
  needs_person_at timestamptz,
  primary key (party, id),
  foreign key (party, id) references cases,
  check ((stage = 'closed') = (outcome is not null)),
  check ((outcome is null) = (closed_by is null))
) with (fillfactor = 50);
-- Free of stage, so that the many moves of an open order touch no index.
create index orders_turn on orders (pbx, queue, turn_class desc, place) where outcome is null;
create index orders_breach on orders (due) where outcome is null;
create index orders_day on orders (source, accepted_at);

comment on table orders is 'What pacing, boards and the balance ask of an order. Written with its case, from it, in the same turn.';
comment on column orders.place is 'The instant that decides whose turn it is, within turn_class (9 first).';
comment on column orders.due is 'Connected by then, or the promise was not kept in time. due_elapsed: the same window in plain elapsed time.';
comment on column orders.ready_at is 'When its turn may come, or since when it may; null in the other stages, and while a person must decide.';
comment on column orders.reached_at is 'When the customer first answered. Not the same as kept_at: connected for long enough.';
comment on column orders.due_missed_at is 'The due instant, once it has passed unkept. The order is called all the same.';
comment on column orders.outcome is 'The verdict; null while it is open.';

create table signal (
  party       uuid not null references party,
  id          uuid not null,
  state       text not null check (state in ('taken', 'parked', 'behind')),
  case_id     uuid,
  to_kind     text,
  by_party    uuid,
  turn        bigint not null,
  n           smallint not null,
  happened_at timestamptz not null,
  at          timestamptz not null,
  type        text not null,
  body_v      smallint not null,
  body        text,
  raw         bytea,
  digest      bytea not null check (octet_length(digest) = 16),
  answer      text,
  why         text,
  trouble     text,
  primary key (party, id),
  unique (party, turn, n),
  check (body is null or raw is null),
  check (state = 'taken' or answer is null)
);
create index signal_stuck on signal (party, case_id) where state <> 'taken';

comment on table signal is 'The flight recorder: every letter as it came, what its source was told, and by its id the proof that it was taken.';
comment on column signal.state is 'taken; parked: no turn could be made of it (see trouble); behind: waits for the parked one of its case.';
comment on column signal.case_id is 'The case it was addressed to (then to_kind is set), else the first case that it moved.';
comment on column signal.turn is 'The person''s turn (party.version) it was taken in; n is its place in that turn.';
comment on column signal.happened_at is 'When the source saw it, by the source''s clock; at is when we took it.';
comment on column signal.raw is 'The body as ASCII bytes where it is no valid jsonb (a NUL, half a surrogate pair).';
comment on column signal.digest is 'Of type and body: the same id with another digest is a bug of the source.';
comment on column signal.answer is 'What the source was told; a repeat is told the same.';
comment on column signal.why is 'Why it changed nothing, where it did not.';

create table fact (
  party    uuid not null,
  turn     bigint not null,
  n        smallint not null,
  case_id  uuid,
  type     text not null,
  true_at  timestamptz not null,
  noted_at timestamptz not null,
  body_v   smallint not null,
  body     text not null,
  primary key (party, turn, n)
);

comment on table fact is 'What became true and is never unsaid; only ever added to.';
comment on column fact.true_at is 'When it became true (a missed due: the due instant); noted_at is when we noticed.';

create table command (
  party     uuid not null,
  id        uuid not null,
  case_id   uuid,
  type      text not null,
  gateway   text not null,
  state     text not null check (state in ('waiting', 'sent', 'unknown', 'done', 'late', 'withdrawn')),
  not_after timestamptz not null,
  sent_at   timestamptz,
  fence     bigint,
  evidence  text,
  body_v    smallint not null,
  body      text not null,
  primary key (party, id),
  foreign key (party, case_id) references cases
) with (fillfactor = 70);
-- One call at a time for one order: the place-holder or the attempt.
create unique index command_one_call on command (party, case_id)
  where type in ('Reserve', 'PlaceCall') and state in ('waiting', 'sent', 'unknown');
create index command_waiting on command (gateway, not_after) where state = 'waiting';
create index command_open on command (gateway, sent_at) where state in ('sent', 'unknown');

comment on table command is 'What a gateway must do, or did. A PlaceCall row is the intent of an attempt: it is there before a byte leaves.';
comment on column command.gateway is 'The lease that may send it: pbx:a.';
comment on column command.state is 'waiting; sent: taken by the gateway; unknown: sent, and only evidence can tell; done, late (never sent), withdrawn.';
comment on column command.fence is 'The fence of the lease that sent it; null where the answer to the dialplan was the sending.';

create table letter (
  party  uuid not null,
  id     uuid not null,
  due_at timestamptz not null,
  body_v smallint not null,
  body   text not null,
  primary key (party, id)
);
create index letter_due on letter (due_at);

comment on table letter is 'Letters one turn wrote for people outside it; the turn that takes one deletes it.';

create table lease (
  name  text primary key,
  node  uuid not null,
  fence bigint not null check (fence >= 1),
  until timestamptz not null
) with (fillfactor = 50);

comment on table lease is 'Who may act for a PBX (pbx:a). The fence grows with every new holder and never shrinks.';
