import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { z } from 'zod';
import {
  calendarDetail,
  type CalendarDocument,
  calendarRow,
  calendarVersion,
} from '#contract/calendar.ts';
import { matrixState } from '#contract/matrix.ts';
import { policyList } from '#contract/policy.ts';
import { openWorld } from '#harness/world.ts';

const world = await openWorld();
const { ada, minh, hoa } = world;

async function officeHours() {
  const { body } = await ada.browser.get('/api/v1/calendars');
  const [first] = z.object({ items: z.array(calendarRow) }).parse(body).items;
  assert.ok(first);
  return first;
}

function withNightShift(document: CalendarDocument): CalendarDocument {
  const night = [{ opens: '22:00', closes: '06:00' }];
  return { ...document, weekly: { ...document.weekly, sat: night } };
}

test('everybody at the desk reads calendars, and only admins and managers write them', async () => {
  const { id, current } = await officeHours();
  assert.equal((await hoa.browser.get('/api/v1/calendars')).status, 200);
  assert.equal((await hoa.browser.get(`/api/v1/calendars/${id}`)).status, 200);
  const body = { document: current.document };
  assert.equal((await hoa.browser.post('/api/v1/calendars', body)).status, 403);
  assert.equal((await minh.browser.post('/api/v1/calendars', body)).status, 201);
});

test('a new version is current for teams at once, and the old one stays to be read', async () => {
  const { id, current } = await officeHours();
  const document = withNightShift(current.document);
  const saved = await minh.browser.post(`/api/v1/calendars/${id}/versions`, {
    document,
    version: current.version,
  });
  assert.equal(saved.status, 201);
  const detail = calendarDetail.parse(saved.body);
  assert.equal(detail.current.version, current.version + 1);
  assert.deepEqual(detail.current.document.weekly.sat, document.weekly.sat);
  assert.equal(detail.current.createdBy?.name, 'Minh');
  assert.equal(detail.versions.length, 2);
  assert.equal(detail.usedBy.teams.length, 2);
  assert.deepEqual(
    detail.usedBy.policies.map(({ isCurrent }) => isCurrent),
    [false],
  );
  const old = await hoa.browser.get(`/api/v1/calendars/${id}/versions/${current.id}`);
  assert.deepEqual(calendarVersion.parse(old.body).document.weekly.sat, []);
  const { rows } = await sql<{ used: string }>`
    select c.current_version_id as used
    from team t
    join calendar c on c.workspace_id = t.workspace_id and c.id = t.calendar_id
    where t.workspace_id = ${world.workspaceId}
  `.execute(world.belay.db);
  assert.ok(rows.every(({ used }) => used === detail.current.id));
});

test('two who save the same version are told of one another', async () => {
  const { id, current } = await officeHours();
  const body = { document: current.document, version: current.version - 1 };
  const late = await ada.browser.post(`/api/v1/calendars/${id}/versions`, body);
  assert.equal(late.status, 412);
  assert.equal(late.body['code'], 'version_mismatch');
});

test('a calendar that could not be counted by is refused, with each fault at its place', async () => {
  const { id, current } = await officeHours();
  const { document } = current;
  const refused = async (changed: Partial<CalendarDocument>) => {
    const answer = await ada.browser.post(`/api/v1/calendars/${id}/versions`, {
      document: { ...document, ...changed },
      version: current.version,
    });
    assert.equal(answer.status, 422);
    assert.equal(answer.body['code'], 'calendar_invalid');
    const { fields } = z
      .object({ fields: z.array(z.object({ path: z.string(), code: z.string() })) })
      .parse(answer.body);
    return fields.map(({ path, code }) => `${path} ${code}`);
  };
  assert.deepEqual(await refused({ timeZone: 'Mars/Olympus' }), ['timeZone time_zone_unknown']);
  const monday = { ...document.weekly, mon: [{ opens: '09:00', closes: '25:00' }] };
  assert.deepEqual(await refused({ weekly: monday }), ['weekly.mon.0.closes time_malformed']);
  const hours = (...intervals: { opens: string; closes: string }[]) => ({
    ...document.weekly,
    mon: intervals,
  });
  const overlapping = hours(
    { opens: '09:00', closes: '13:00' },
    { opens: '12:00', closes: '18:00' },
  );
  assert.deepEqual(await refused({ weekly: overlapping }), ['weekly.mon intervals_overlap']);
  // Swapped, the times are a night shift, which runs into the hours of the next morning.
  const swapped = hours({ opens: '18:00', closes: '09:30' });
  assert.deepEqual(await refused({ weekly: swapped }), ['weekly.mon intervals_overlap']);
  const nothing = hours({ opens: '09:00', closes: '09:00' });
  assert.deepEqual(await refused({ weekly: nothing }), ['weekly.mon.0 interval_empty']);
  const never = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
  assert.deepEqual(await refused({ weekly: never }), ['weekly never_open']);
  const tet = {
    name: 'Tết',
    on: { kind: 'range', from: '2026-02-20', to: '2026-02-16' },
    closedHours: 'whole_day',
  } as const;
  assert.deepEqual(await refused({ holidays: [tet] }), ['holidays.0.on.to range_reversed']);
});

test('what is no calendar at all is an invalid request, and an unknown one is not found', async () => {
  const bad = await ada.browser.post('/api/v1/calendars', { document: { name: 'x' } });
  assert.equal(bad.status, 422);
  assert.equal(bad.body['code'], 'invalid_request');
  const nobody = '00000000-0000-7000-8000-000000000000';
  assert.equal((await ada.browser.get(`/api/v1/calendars/${nobody}`)).status, 404);
});

test('a calendar that is counted by cannot be put away; another can, and comes back', async () => {
  const { id, current } = await officeHours();
  const kept = await ada.browser.put(`/api/v1/calendars/${id}/archive`, { isArchived: true });
  assert.equal(kept.status, 409);
  assert.equal(kept.body['code'], 'in_use');
  const made = await ada.browser.post('/api/v1/calendars', {
    document: { ...current.document, name: 'Weekend', is24x7: true },
  });
  const other = calendarDetail.parse(made.body);
  const url = `/api/v1/calendars/${other.id}/archive`;
  const put = await ada.browser.put(url, { isArchived: true });
  assert.notEqual(calendarDetail.parse(put.body).archivedAt, null);
  const back = await ada.browser.put(url, { isArchived: false });
  assert.equal(calendarDetail.parse(back.body).archivedAt, null);
});

test('policies and the draft of the matrix adopt a new version only when told to', async () => {
  const { id, current } = await officeHours();
  const policies = async () =>
    policyList.parse((await ada.browser.get('/api/v1/policies')).body).items;
  const before = (await policies()).find(({ calendar }) => calendar?.id === id);
  assert.ok(before);
  assert.equal(before.calendar?.isCurrent, false);
  const answer = await minh.browser.post(`/api/v1/calendars/${id}/adoptions`, {
    policyIds: [before.id],
    isForMatrix: true,
  });
  assert.equal(answer.status, 200);
  assert.ok(calendarDetail.parse(answer.body).usedBy.policies.every((each) => each.isCurrent));
  const after = (await policies()).find((each) => each.id === before.id);
  assert.equal(after?.current.document.calendarVersionId, current.id);
  assert.equal(after?.current.version, before.current.version + 1);
  const state = matrixState.parse((await ada.browser.get('/api/v1/matrix')).body);
  assert.notEqual(state.draft, null);
});

test('every change of a calendar is in the audit log', async () => {
  const { body } = await ada.browser.get('/api/v1/audit?action=calendar&limit=100');
  const { items } = z.object({ items: z.array(z.object({ action: z.string() })) }).parse(body);
  const actions = new Set(items.map(({ action }) => action));
  for (const act of ['created', 'changed', 'archived', 'restored']) {
    assert.ok(actions.has(`calendar.${act}`), act);
  }
});
