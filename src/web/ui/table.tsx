import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';
import { useTranslation } from '../lib/use-translation.tsx';

export type TableColumn<Row> = {
  readonly id: string;
  readonly title: string;
  readonly render: (row: Row) => ReactNode;
  /** Figures stand at the end and line up. */
  readonly isFigure?: boolean;
  readonly isSortable?: boolean;
  /** CSS width, such as `160px` or `20%`. */
  readonly width?: string;
};

export type TableSort = { readonly column: string; readonly direction: 'up' | 'down' };

export type TableProps<Row> = {
  /** What the table holds, read aloud. */
  readonly caption: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly sort?: TableSort | null;
  readonly onSort?: (sort: TableSort) => void;
  /** Shown instead of rows; an EmptyState. */
  readonly empty?: ReactNode;
};

/** Rows and columns of plain HTML. The first column names the row. */
export function Table<Row>(props: TableProps<Row>) {
  const { caption, columns, rows, rowKey, sort = null, onSort, empty } = props;
  const t = useTranslation();
  return (
    // Its own ground for what is only read aloud: words in a column out of sight would else make the
    // whole page as wide as the table.
    <div className="relative overflow-x-auto" role="region" aria-label={caption} tabIndex={0}>
      <table className="w-full border-collapse text-start text-body">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell key={column.id} column={column} sort={sort} onSort={onSort ?? null} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="border-b border-line hover:bg-hover">
              {columns.map((column, index) => (
                <BodyCell key={column.id} column={column} row={row} isFirst={index === 0} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && (empty ?? <p className="p-4 text-muted">{t('common.table.empty')}</p>)}
    </div>
  );
}

function HeadCell<Row>(props: {
  readonly column: TableColumn<Row>;
  readonly sort: TableSort | null;
  readonly onSort: ((sort: TableSort) => void) | null;
}) {
  const { column, sort, onSort } = props;
  const direction = sort?.column === column.id ? sort.direction : null;
  const Arrow = direction === 'down' ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      style={column.width === undefined ? undefined : { width: column.width }}
      {...(direction && { 'aria-sort': direction === 'up' ? 'ascending' : 'descending' })}
      className={classNames(
        'h-9 border-b border-line-strong px-3 text-small font-medium whitespace-nowrap text-muted',
        column.isFigure ? 'text-end' : 'text-start',
      )}
    >
      {column.isSortable && onSort ? (
        <button
          type="button"
          className="inline-flex h-6 items-center gap-1 rounded-small font-medium hover:text-ink"
          onClick={() =>
            onSort({ column: column.id, direction: direction === 'up' ? 'down' : 'up' })
          }
        >
          {column.title}
          <Arrow
            aria-hidden
            className={classNames('size-3.5', direction === null && 'invisible')}
          />
        </button>
      ) : (
        column.title
      )}
    </th>
  );
}

function BodyCell<Row>(props: {
  readonly column: TableColumn<Row>;
  readonly row: Row;
  readonly isFirst: boolean;
}) {
  const { column, row, isFirst } = props;
  const className = classNames(
    'h-9 px-3 py-1.5',
    column.isFigure ? 'text-end tabular-nums' : 'text-start',
  );
  if (!isFirst) return <td className={className}>{column.render(row)}</td>;
  return (
    <th scope="row" className={classNames(className, 'font-normal')}>
      {column.render(row)}
    </th>
  );
}
