type Args = Readonly<Record<string, unknown>>;
type Words = Readonly<Record<string, string | ((args: Args) => string)>>;

/**
 * What React Aria's own parts say in the two languages that it does not speak, by the name of its
 * word lists. Vietnamese and Thai nouns have no plural, which keeps these plain.
 */
export const ariaWords: Readonly<Record<string, { readonly vi: Words; readonly th: Words }>> = {
  overlays: { vi: { dismiss: 'Đóng' }, th: { dismiss: 'ปิด' } },
  menu: {
    vi: { longPressMessage: 'Nhấn giữ hoặc nhấn Alt + Mũi tên xuống để mở trình đơn' },
    th: { longPressMessage: 'กดค้างหรือกด Alt + ลูกศรลงเพื่อเปิดเมนู' },
  },
  autocomplete: { vi: { collectionLabel: 'Gợi ý' }, th: { collectionLabel: 'คำแนะนำ' } },
  searchfield: {
    vi: { 'Clear search': 'Xóa từ khóa tìm' },
    th: { 'Clear search': 'ล้างคำค้นหา' },
  },
  tag: {
    vi: { removeDescription: 'Nhấn Delete để gỡ nhãn.', removeButtonLabel: 'Gỡ' },
    th: { removeDescription: 'กด Delete เพื่อนำป้ายออก', removeButtonLabel: 'นำออก' },
  },
  toast: {
    vi: { close: 'Đóng', notifications: (args) => `${args.count} thông báo.` },
    th: { close: 'ปิด', notifications: (args) => `การแจ้งเตือน ${args.count} รายการ` },
  },
  combobox: {
    vi: {
      focusAnnouncement: (args) => `${args.optionText}${args.isSelected ? ', đã chọn' : ''}`,
      countAnnouncement: (args) => `Có ${args.optionCount} lựa chọn.`,
      selectedAnnouncement: (args) => `${args.optionText}, đã chọn`,
      buttonLabel: 'Hiện gợi ý',
      listboxLabel: 'Gợi ý',
    },
    th: {
      focusAnnouncement: (args) => `${args.optionText}${args.isSelected ? ' เลือกแล้ว' : ''}`,
      countAnnouncement: (args) => `มี ${args.optionCount} ตัวเลือก`,
      selectedAnnouncement: (args) => `${args.optionText} เลือกแล้ว`,
      buttonLabel: 'แสดงคำแนะนำ',
      listboxLabel: 'คำแนะนำ',
    },
  },
  grid: {
    vi: {
      deselectedItem: (args) => `Đã bỏ chọn ${args.item}.`,
      select: 'Chọn',
      selectedCount: (args) => `Đã chọn ${args.count} mục.`,
      selectedAll: 'Đã chọn tất cả.',
      selectedItem: (args) => `Đã chọn ${args.item}.`,
      longPressToSelect: 'Nhấn giữ để vào chế độ chọn.',
    },
    th: {
      deselectedItem: (args) => `ยกเลิกการเลือก ${args.item}`,
      select: 'เลือก',
      selectedCount: (args) => `เลือกแล้ว ${args.count} รายการ`,
      selectedAll: 'เลือกทั้งหมดแล้ว',
      selectedItem: (args) => `เลือก ${args.item} แล้ว`,
      longPressToSelect: 'กดค้างเพื่อเข้าสู่โหมดเลือก',
    },
  },
  numberfield: {
    vi: {
      decrease: (args) => `Giảm ${args.fieldLabel}`,
      increase: (args) => `Tăng ${args.fieldLabel}`,
      numberField: 'Ô số',
    },
    th: {
      decrease: (args) => `ลด ${args.fieldLabel}`,
      increase: (args) => `เพิ่ม ${args.fieldLabel}`,
      numberField: 'ช่องตัวเลข',
    },
  },
  components: {
    vi: {
      selectPlaceholder: 'Chọn một mục',
      tableResizer: 'Đổi cỡ cột',
      dropzoneLabel: 'Vùng thả tệp',
    },
    th: {
      selectPlaceholder: 'เลือกรายการ',
      tableResizer: 'ปรับขนาดคอลัมน์',
      dropzoneLabel: 'พื้นที่วางไฟล์',
    },
  },
};
