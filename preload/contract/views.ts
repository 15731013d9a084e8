import { z } from 'zod';
import { notFound } from './engine.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { zId } from './values/id.ts';
import { zFilters, zSearch, zSorts } from './values/page.ts';

const COLUMNS_MAX = 100;
const VIEWS_MAX = 200;
const WIDEST = 2000;

const zList = z.string().regex(/^[a-z][a-zA-Z]*\.[a-z][a-zA-Z]*$/, 'the name of a list, such as sales.orders');
const zViewId = zId('vw');

/** Columns in their order, with the width and whether they are hidden where that differs from the screen's own; sort; filters. */
export const zViewLayout = z.strictObject({
  columns: z
    .array(z.strictObject({ id: z.string().min(1).max(64), width: z.int().min(20).max(WIDEST).optional(), hidden: z.boolean().optional() }))
    .max(COLUMNS_MAX),
  sort: zSorts,
  filter: zFilters,
  search: zSearch.optional(),
});
export type ViewLayout = z.output<typeof zViewLayout>;

export const unknownList = refusal(
  'company.unknownList',
  z.object({ list: z.string() }),
  (p) => `There is no list ${p.list} that you may see. Save the view from the list itself.`,
);
export const viewNameTaken = refusal(
  'company.viewNameTaken',
  z.object({ name: z.string() }),
  (p) => `You have a view named ${p.name} of this list already. Choose another name, or change that view.`,
);
export const notYourView = refusal(
  'company.notYourView',
  z.object({ name: z.string() }),
  (p) => `The view ${p.name} belongs to somebody else. Save it under a name of your own.`,
);
export const tooManyViews = refusal(
  'company.tooManyViews',
  z.object({ limit: z.int() }),
  (p) => `You have ${p.limit} views of this list, and that is the most. Delete one you no longer use.`,
);

export const viewOperations = {
  saveView: command('company.saveView', {
    permission: 'company.read',
    summary: 'Save how a list is looked at under a name, or change a view of your own',
    input: z.strictObject({ viewId: zViewId.optional(), list: zList, name: z.string().trim().min(1).max(60), layout: zViewLayout }),
    output: z.object({ viewId: z.string() }),
    refusals: [unknownList, viewNameTaken, notYourView, tooManyViews],
    edits: ({ viewId }) => (viewId === undefined ? [] : [viewId]),
  }),
  shareView: command('company.shareView', {
    permission: 'company.read',
    summary: 'Show a view of your own to everybody who may see its list, or keep it to yourself again',
    input: z.strictObject({ viewId: zViewId, shared: z.boolean() }),
    output: z.object({ viewId: z.string() }),
    refusals: [notFound, notYourView],
    edits: ({ viewId }) => [viewId],
  }),
  deleteView: command('company.deleteView', {
    permission: 'company.read',
    summary: 'Delete a view of your own; rows are not touched',
    input: z.strictObject({ viewId: zViewId }),
    output: z.object({ viewId: z.string() }),
    refusals: [notFound, notYourView],
    edits: ({ viewId }) => [viewId],
  }),
  listViews: query('company.listViews', {
    permission: 'company.read',
    summary: 'Views of a list: your own and those that were shared, by name',
    input: z.strictObject({ list: zList }),
    output: z.object({
      rows: z
        .array(
          z.object({
            id: z.string(),
            name: z.string(),
            mine: z.boolean(),
            shared: z.boolean(),
            layout: zViewLayout,
            revision: z.number().int(),
          }),
        )
        .max(VIEWS_MAX * 2),
    }),
  }),
};
export const VIEWS_OF_ONE_LIST = VIEWS_MAX;
