import { z } from 'zod';

export const pageLimitDefault = 50;
export const pageLimitMax = 200;

/** What every list takes. `cursor` is opaque: send back the `nextCursor` of the page before. */
export const pageQuery = z.object({
  cursor: z.string().min(1).max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(pageLimitMax).default(pageLimitDefault),
});
export type PageQuery = z.infer<typeof pageQuery>;

/** What every list answers. `nextCursor` is null on the last page. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
export type Page<Item> = { items: Item[]; nextCursor: string | null };

/** An id in a path or a body: a UUID in lower case. */
export const idText = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'not an id')
  .meta({ format: 'uuid' });

const yearMin = 1900;
const yearMax = 9998;

/** A moment in a request: ISO 8601 with its offset or `Z`, within what every part can hold. */
export const instantText = z.iso.datetime({ offset: true }).refine((text) => {
  const year = Number(text.slice(0, 4));
  return year >= yearMin && year <= yearMax;
}, `must lie between the years ${yearMin} and ${yearMax}`);
