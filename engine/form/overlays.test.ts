import { expect, it } from 'vitest';
import { checkForm } from './check';
import { defaultForm } from './compile';
import { applyOverlays, isForDevice, keyOfItem, overlaysForRoles, withPatch, type Overlay } from './overlays';
import { entity, model } from './rules.testkit';

const base = {
  ...defaultForm(entity),
  sections: [
    { id: 'sec_one', items: [{ field: 'title' }, { field: 'status' }, { field: 'total', span: 1 }] },
    { id: 'sec_two', items: [{ field: 'reason' }, { id: 'itm_line', type: 'divider' }] },
  ],
};
const overlay = (patches: Overlay['patches'], whom: Overlay['for'] = { roles: ['clerk'] }): Overlay => ({
  id: 'ovl_test',
  label: { 'zh-CN': '试', en: 'Test' },
  for: whom,
  patches,
});
const drawn = (...overlays: Overlay[]) =>
  applyOverlays(base, overlays).form.sections.map(({ id, items }) => [id, ...items.map(keyOfItem)].join(' '));
const codes = (one: Overlay) => checkForm({ ...base, overlays: [one] }, { model }).map(({ code }) => code);

it('hides, moves, widens and renames what is drawn, and leaves the form alone', () => {
  const before = structuredClone(base);
  expect(drawn(overlay([{ field: 'status', hide: true }]))).toEqual(['sec_one title total', 'sec_two reason itm_line']);
  expect(drawn(overlay([{ part: 'sec_one', hide: true }]))).toEqual(['sec_two reason itm_line']);
  expect(drawn(overlay([{ field: 'title', after: { field: 'reason' } }]))).toEqual([
    'sec_one status total',
    'sec_two reason title itm_line',
  ]);
  expect(drawn(overlay([{ part: 'itm_line', after: { part: 'sec_one' } }]))[0]).toBe(
    'sec_one itm_line title status total',
  );
  expect(drawn(overlay([{ part: 'sec_two', after: {} }]))[0]).toBe('sec_two reason itm_line');
  const label = { 'zh-CN': '名', en: 'Name' };
  const { labels, readOnly, form } = applyOverlays(base, [
    overlay([
      { field: 'title', label },
      { part: 'sec_two', readOnly: true, label },
      { field: 'total', span: 2 },
    ]),
  ]);
  expect([labels.get('title'), [...readOnly], form.sections[1]!.label]).toEqual([label, ['reason'], label]);
  expect(form.sections[0]!.items[2]).toEqual({ field: 'total', span: 2 });
  expect(base).toEqual(before);
});

it('later overlays go over earlier ones, and what is not there changes nothing', () => {
  const first = overlay([{ field: 'title', after: { field: 'total' } }]);
  const second = overlay([{ field: 'title', after: { part: 'sec_two' } }]);
  expect(drawn(first, second)[1]).toBe('sec_two title reason itm_line');
  expect(
    drawn(
      overlay([
        { field: 'gone', hide: true },
        { field: 'title', after: { field: 'gone' } },
      ]),
    ),
  ).toEqual(drawn());
  expect(applyOverlays(base, []).form).toBe(base);
});

it('is for roles and for devices', () => {
  const both = [overlay([]), overlay([], { device: 'phone' })];
  const form = { ...base, overlays: both };
  expect(overlaysForRoles(form, ['clerk'])).toHaveLength(2);
  expect(overlaysForRoles(form, ['other'])).toEqual([both[1]]);
  expect([isForDevice(both[1]!, 'phone'), isForDevice(both[1]!, 'desktop'), isForDevice(both[0]!, 'tablet')]).toEqual([
    true,
    false,
    true,
  ]);
});

it('takes a change, and back again', () => {
  const one = withPatch(overlay([]), { field: 'title' }, { hide: true });
  const two = withPatch(one, { field: 'title' }, { span: 1 });
  expect(two.patches).toEqual([{ field: 'title', hide: true, span: 1 }]);
  expect(
    withPatch(withPatch(two, { field: 'title' }, { hide: undefined }), { field: 'title' }, { span: undefined }).patches,
  ).toEqual([]);
});

it('is refused where it means nothing, and warns of what nobody could fill in', () => {
  expect(codes(overlay([{ hide: true }]))).toEqual(['form.overlayTarget']);
  expect(codes(overlay([], {}))).toEqual(['form.overlayForAll']);
  expect(codes(overlay([{ field: 'gone', hide: true }]))).toEqual(['form.overlayGone']);
  expect(codes(overlay([{ part: 'sec_one', span: 2 }]))).toEqual(['form.needless']);
  expect(codes(overlay([{ field: 'title', hide: true }]))).toEqual(['form.overlayRequired']);
});
