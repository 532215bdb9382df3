/** Choosing people from a list: a box beside the name on a phone, a column of boxes in a table. */

import { Checkbox, type TableProps } from "antd";

export interface Picking {
  picked: readonly string[];
  onPick: (ids: string[]) => void;
}

export function PickBox({ id, name, picked, onPick }: Picking & { id: string; name: string }) {
  return (
    <Checkbox
      aria-label={`选择${name}`}
      checked={picked.includes(id)}
      onChange={({ target }) => onPick(target.checked ? [...picked, id] : picked.filter((other) => other !== id))}
    />
  );
}

export function pickColumn<Row extends { name: string }>({ picked, onPick }: Picking): TableProps<Row>["rowSelection"] {
  return {
    selectedRowKeys: [...picked],
    onChange: (keys) => onPick(keys.map(String)),
    getTitleCheckboxProps: () => ({ "aria-label": "全选" }),
    getCheckboxProps: (row) => ({ "aria-label": `选择${row.name}` }),
  };
}
