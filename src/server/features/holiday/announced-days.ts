import type { LocalDate, Weekday } from '#domain/sla/calendar.ts';

/*
 * Days off that no rule of a library knows: what an authority publishes year by year (bridges,
 * make-up days, days in lieu), and what follows from a law and the moon. Each list says where it
 * comes from, and is checked against the official announcement by whoever takes it. A make-up day
 * stands here only when it has been published; none is ever worked out.
 */

export type AnnouncedDay = {
  /** By language of Belay, `en` always. */
  readonly names: Readonly<Record<string, string>> & { readonly en: string };
  readonly from: LocalDate;
  /** The last day; the same day when absent. */
  readonly to?: LocalDate;
};

export type AnnouncedYear = {
  readonly country: string;
  readonly year: number;
  /** `convention`: due by law, but not announced when this was written, or hanging on the moon. */
  readonly origin: 'announced' | 'convention';
  readonly source: { readonly title: string; readonly url: string };
  /** The list names every public holiday of the year, so that those of the library are left out. */
  readonly isComplete: boolean;
  readonly closed: readonly AnnouncedDay[];
  readonly worked?: readonly (Omit<AnnouncedDay, 'to'> & { readonly hoursOf: Weekday })[];
};

const newYear = {
  en: "New Year's Day",
  zh: '元旦',
  vi: 'Tết Dương lịch',
  th: 'วันขึ้นปีใหม่',
  ar: 'رأس السنة الميلادية',
};
const springFestival = { en: 'Spring Festival', zh: '春节' };
const qingming = { en: 'Qingming Festival', zh: '清明节' };
const labourDay = { en: 'Labour Day', zh: '劳动节', th: 'วันแรงงานแห่งชาติ' };
const dragonBoat = { en: 'Dragon Boat Festival', zh: '端午节' };
const midAutumn = { en: 'Mid-Autumn Festival', zh: '中秋节' };
const nationalDay = { en: 'National Day', zh: '国庆节' };
const madeUp = (of: { readonly en: string; readonly zh: string }) => ({
  en: `Make-up day (${of.en})`,
  zh: `${of.zh}调休上班`,
});

const china: readonly AnnouncedYear[] = [
  {
    country: 'CN',
    year: 2025,
    origin: 'announced',
    source: {
      title: '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）',
      url: 'https://m.gmw.cn/2024-11/12/content_1303894933.htm',
    },
    isComplete: true,
    closed: [
      { names: newYear, from: '2025-01-01' },
      { names: springFestival, from: '2025-01-28', to: '2025-02-04' },
      { names: qingming, from: '2025-04-04', to: '2025-04-06' },
      { names: labourDay, from: '2025-05-01', to: '2025-05-05' },
      { names: dragonBoat, from: '2025-05-31', to: '2025-06-02' },
      {
        names: { en: 'National Day and Mid-Autumn Festival', zh: '国庆节、中秋节' },
        from: '2025-10-01',
        to: '2025-10-08',
      },
    ],
    worked: [
      { names: madeUp(springFestival), from: '2025-01-26', hoursOf: 'mon' },
      { names: madeUp(springFestival), from: '2025-02-08', hoursOf: 'mon' },
      { names: madeUp(labourDay), from: '2025-04-27', hoursOf: 'mon' },
      { names: madeUp(nationalDay), from: '2025-09-28', hoursOf: 'mon' },
      { names: madeUp(nationalDay), from: '2025-10-11', hoursOf: 'mon' },
    ],
  },
  {
    country: 'CN',
    year: 2026,
    origin: 'announced',
    source: {
      title: '国务院办公厅关于2026年部分节假日安排的通知（2025年11月4日）',
      url: 'https://politics.gmw.cn/2025-11/04/content_38391083.htm',
    },
    isComplete: true,
    closed: [
      { names: newYear, from: '2026-01-01', to: '2026-01-03' },
      { names: springFestival, from: '2026-02-15', to: '2026-02-23' },
      { names: qingming, from: '2026-04-04', to: '2026-04-06' },
      { names: labourDay, from: '2026-05-01', to: '2026-05-05' },
      { names: dragonBoat, from: '2026-06-19', to: '2026-06-21' },
      { names: midAutumn, from: '2026-09-25', to: '2026-09-27' },
      { names: nationalDay, from: '2026-10-01', to: '2026-10-07' },
    ],
    worked: [
      { names: madeUp(newYear), from: '2026-01-04', hoursOf: 'mon' },
      { names: madeUp(springFestival), from: '2026-02-14', hoursOf: 'mon' },
      { names: madeUp(springFestival), from: '2026-02-28', hoursOf: 'mon' },
      { names: madeUp(labourDay), from: '2026-05-09', hoursOf: 'mon' },
      { names: madeUp(nationalDay), from: '2026-09-20', hoursOf: 'mon' },
      { names: madeUp(nationalDay), from: '2026-10-10', hoursOf: 'mon' },
    ],
  },
  {
    // The thirteen days of the law alone: bridges and make-up days come with the notice of the year.
    country: 'CN',
    year: 2027,
    origin: 'convention',
    source: {
      title: '全国年节及纪念日放假办法（2024年修订）',
      url: 'https://www.gov.cn/zhengce/zhengceku/',
    },
    isComplete: true,
    closed: [
      { names: newYear, from: '2027-01-01' },
      { names: springFestival, from: '2027-02-05', to: '2027-02-08' },
      { names: qingming, from: '2027-04-05' },
      { names: labourDay, from: '2027-05-01', to: '2027-05-02' },
      { names: dragonBoat, from: '2027-06-09' },
      { names: midAutumn, from: '2027-09-15' },
      { names: nationalDay, from: '2027-10-01', to: '2027-10-03' },
    ],
  },
];

const taiwan: readonly AnnouncedYear[] = [
  {
    country: 'TW',
    year: 2026,
    origin: 'announced',
    source: {
      title: '中華民國115年（西元2026年）政府行政機關辦公日曆表',
      url: 'https://www.dgpa.gov.tw/',
    },
    isComplete: true,
    closed: [
      { names: { en: 'Founding Day', zh: '開國紀念日' }, from: '2026-01-01' },
      { names: { en: 'Lunar New Year', zh: '農曆春節' }, from: '2026-02-15', to: '2026-02-20' },
      {
        names: { en: 'Peace Memorial Day', zh: '和平紀念日' },
        from: '2026-02-27',
        to: '2026-02-28',
      },
      {
        names: { en: "Children's Day and Tomb Sweeping Day", zh: '兒童節、清明節' },
        from: '2026-04-03',
        to: '2026-04-06',
      },
      { names: { en: 'Labour Day', zh: '勞動節' }, from: '2026-05-01' },
      { names: { en: 'Dragon Boat Festival', zh: '端午節' }, from: '2026-06-19' },
      { names: { en: 'Mid-Autumn Festival', zh: '中秋節' }, from: '2026-09-25' },
      { names: { en: "Teachers' Day", zh: '孔子誕辰紀念日／教師節' }, from: '2026-09-28' },
      { names: { en: 'National Day', zh: '國慶日' }, from: '2026-10-09', to: '2026-10-10' },
      {
        names: { en: 'Retrocession Day', zh: '臺灣光復暨金門古寧頭大捷紀念日' },
        from: '2026-10-25',
        to: '2026-10-26',
      },
      { names: { en: 'Constitution Day', zh: '行憲紀念日' }, from: '2026-12-25' },
    ],
  },
];

const tet = { en: 'Tết (Lunar New Year)', vi: 'Tết Nguyên đán' };
const vietnam: readonly AnnouncedYear[] = [
  {
    country: 'VN',
    year: 2026,
    origin: 'announced',
    source: {
      title: 'Bộ Nội vụ: nghỉ Tết Nguyên đán và Quốc khánh năm 2026',
      url: 'https://vietnammedia.vnanet.vn/video/lich-nghi-tet-nguyen-dan-va-quoc-khanh-nam-2026-165342.htm',
    },
    isComplete: false,
    closed: [{ names: tet, from: '2026-02-16', to: '2026-02-20' }],
  },
  {
    // Labour Code 2019, article 111.3: a holiday on the weekly day off gives the next working day.
    country: 'VN',
    year: 2026,
    origin: 'convention',
    source: {
      title: 'Bộ luật Lao động 2019, điều 111–112',
      url: 'https://vanban.chinhphu.vn/',
    },
    isComplete: false,
    closed: [
      {
        names: { en: 'Hung Kings Commemoration (day in lieu)', vi: 'Giỗ Tổ Hùng Vương (nghỉ bù)' },
        from: '2026-04-27',
      },
    ],
  },
  {
    // Five days: the last of the old year and the first four of the new, which begins on 6 February.
    country: 'VN',
    year: 2027,
    origin: 'convention',
    source: {
      title: 'Bộ luật Lao động 2019, điều 112',
      url: 'https://vanban.chinhphu.vn/',
    },
    isComplete: false,
    closed: [{ names: tet, from: '2027-02-05', to: '2027-02-09' }],
  },
];

const makha = { en: 'Makha Bucha', th: 'วันมาฆบูชา' };
const visakha = { en: 'Visakha Bucha', th: 'วันวิสาขบูชา' };
const asalha = { en: 'Asalha Bucha', th: 'วันอาสาฬหบูชา' };
const lent = { en: 'Buddhist Lent Day', th: 'วันเข้าพรรษา' };
const songkran = { en: 'Songkran', th: 'วันสงกรานต์' };
const thailand: readonly AnnouncedYear[] = [
  {
    country: 'TH',
    year: 2026,
    origin: 'announced',
    source: {
      title: 'สำนักเลขาธิการคณะรัฐมนตรี: วันหยุดราชการเพิ่มเป็นกรณีพิเศษ ประจำปี 2569',
      url: 'https://mgronline.com/uptodate/detail/9680000106109',
    },
    isComplete: false,
    closed: [
      { names: { en: 'Special holiday', th: 'วันหยุดราชการเพิ่มเป็นกรณีพิเศษ' }, from: '2026-01-02' },
    ],
  },
  ...[
    { year: 2026, days: ['2026-03-03', '2026-05-31', '2026-07-29', '2026-07-30'] as const },
    { year: 2027, days: ['2027-02-21', '2027-05-20', '2027-07-18', '2027-07-19'] as const },
  ].map(
    ({ year, days }): AnnouncedYear => ({
      country: 'TH',
      year,
      origin: 'convention',
      source: {
        title: 'ปฏิทินจันทรคติไทย: ขึ้น 15 ค่ำ และแรม 1 ค่ำ',
        url: 'https://www.soc.go.th/',
      },
      isComplete: false,
      closed: [
        { names: makha, from: days[0] },
        { names: songkran, from: `${year}-04-13`, to: `${year}-04-15` },
        { names: labourDay, from: `${year}-05-01` },
        { names: visakha, from: days[1] },
        { names: asalha, from: days[2] },
        { names: lent, from: days[3] },
      ],
    }),
  ),
];

const fitr = { en: 'Eid al-Fitr', ar: 'عيد الفطر' };
const adha = { en: 'Arafat Day and Eid al-Adha', ar: 'يوم عرفة وعيد الأضحى' };

/**
 * By the Umm al-Qura calendar, which is what is announced in most years; the moon decides. Saudi
 * Arabia: four days after 29 Ramadan and four from 9 Dhu al-Hijjah (regulations of the Labour Law,
 * article 24). The Emirates: 1–3 Shawwal, with 30 Ramadan when there is one, and 9–12 Dhu
 * al-Hijjah (Cabinet Resolution 27 of 2024). A test compares the dates with the runtime's calendar.
 */
const eids = [
  {
    year: 2025,
    fitr: ['2025-03-30', '2025-04-02'],
    emirates: ['2025-03-30', '2025-04-01'],
    adha: ['2025-06-05', '2025-06-08'],
  },
  {
    year: 2026,
    fitr: ['2026-03-19', '2026-03-22'],
    emirates: ['2026-03-19', '2026-03-22'],
    adha: ['2026-05-26', '2026-05-29'],
  },
  {
    year: 2027,
    fitr: ['2027-03-09', '2027-03-12'],
    emirates: ['2027-03-09', '2027-03-11'],
    adha: ['2027-05-15', '2027-05-18'],
  },
] as const;
const islamicYears = [
  { year: 2025, newYear: '2025-06-26', birthday: '2025-09-04' },
  { year: 2026, newYear: '2026-06-16', birthday: '2026-08-25' },
  { year: 2027, newYear: '2027-06-06', birthday: '2027-08-14' },
] as const;

const saudiArabia = eids.map(
  (each): AnnouncedYear => ({
    country: 'SA',
    year: each.year,
    origin: 'convention',
    source: {
      title: 'اللائحة التنفيذية لنظام العمل، المادة 24 (تقويم أم القرى)',
      url: 'https://www.hrsd.gov.sa/',
    },
    isComplete: false,
    closed: [
      { names: fitr, from: each.fitr[0], to: each.fitr[1] },
      { names: adha, from: each.adha[0], to: each.adha[1] },
    ],
  }),
);

const emirates = eids.map(
  (each, index): AnnouncedYear => ({
    country: 'AE',
    year: each.year,
    origin: 'convention',
    source: {
      title: 'قرار مجلس الوزراء رقم 27 لسنة 2024 بشأن العطلات الرسمية',
      url: 'https://uaelegislation.gov.ae/',
    },
    // The library still has days that the resolution no longer names.
    isComplete: true,
    closed: [
      { names: newYear, from: `${each.year}-01-01` },
      { names: fitr, from: each.emirates[0], to: each.emirates[1] },
      { names: adha, from: each.adha[0], to: each.adha[1] },
      {
        names: { en: 'Islamic New Year', ar: 'رأس السنة الهجرية' },
        from: islamicYears[index]?.newYear ?? '',
      },
      {
        names: { en: "Prophet's Birthday", ar: 'المولد النبوي' },
        from: islamicYears[index]?.birthday ?? '',
      },
      {
        names: { en: 'National Day', ar: 'عيد الاتحاد' },
        from: `${each.year}-12-02`,
        to: `${each.year}-12-03`,
      },
    ],
  }),
);

const all: readonly AnnouncedYear[] = [
  ...china,
  ...taiwan,
  ...vietnam,
  ...thailand,
  ...saudiArabia,
  ...emirates,
];

/** What is known beyond the library for the country in the year. */
export function announcedDays(country: string, year: number): readonly AnnouncedYear[] {
  return all.filter((each) => each.country === country && each.year === year);
}

/** Every list, for the tests that hold them against the calendars they claim to follow. */
export function announcedYears(): readonly AnnouncedYear[] {
  return all;
}
