import type { catalogue as en } from '../en/health.ts';

export const catalogue = {
  'health.title': '健康狀況',
  'health.hint': '此系統有何問題，以及如何處理。',
  'health.well': '一切正常',
  'health.well.hint': 'Belay 自我檢查後沒有需要處理的事。',
  'health.degraded': '有事需要留意',
  'health.ill': '有東西故障',
  'health.warning': '警告',
  'health.critical': '嚴重',
  'health.mend': '處理方式',
  'health.look': '重新檢查',
  'health.checks': '檢查項目',
  'health.check.database': '資料庫',
  'health.check.events': '即時事件',
  'health.check.pages': '頁面',
  'health.took': '{count} 毫秒',
  'health.version': '版本 {version}，自 {date} 起執行',
  'health.issue.database_away': 'Belay 無法連上資料庫。',
  'health.issue.database_away.mend':
    '確認 PostgreSQL 正在執行且 BELAY_DATABASE_URL 正確；Belay 會自行恢復。',
  'health.issue.database_slow': '資料庫花了 {milliseconds} 毫秒才回應空查詢。',
  'health.issue.database_slow.mend': '看看資料庫主機還在做什麼，磁碟是否忙碌。',
  'health.issue.check_slow': '此檢查未及時回應。',
  'health.issue.check_slow.mend': '看看主機或資料庫是否過載。',
  'health.issue.check_failed': '此檢查失敗，其檢查對象的狀況不明。',
  'health.issue.check_failed.mend': '請查看記錄檔中的錯誤；若持續發生請回報。',
  'health.issue.pages_not_built': '{prefixes} 下的頁面尚未建置。',
  'health.issue.pages_not_built.mend':
    '執行 npm run build，或以 npm start 啟動 Belay，會自動建置。',
  'health.issue.events_late': '即時事件延遲：畫面可能顯示稍早的狀況。',
  'health.issue.events_late.mend': '看看是否有交易開啟過久；若持續請重新啟動 Belay。',
  'health.check.auditor': '升級的下一步',
  'health.issue.auditor_silent': '升級的監看已有一段時間沒有檢查。',
  'health.issue.auditor_silent.mend':
    '請查看記錄檔中是什麼使其無法存取資料庫，然後重新啟動 Belay。',
  'health.issue.timer_stuck': '有到期事項逾時仍未觸發。',
  'health.issue.timer_stuck.mend': '請查看記錄檔中的失敗原因；若無線索請重新啟動 Belay。',
  'health.issue.letter_stuck': '有訊息等待寄出，卻尚未嘗試。',
  'health.issue.letter_stuck.mend': '請查看記錄檔中的失敗原因；若無線索請重新啟動 Belay。',
  'health.issue.climb_without_step': '有已升級的工單沒有下一步。',
  'health.issue.climb_without_step.mend':
    '請在「全部」檢視中開啟已升級的工單並處理，再將此回報為 Belay 的缺陷。',
  'health.issue.clock_without_timer': '有計時在跑，卻沒有任何觸發。',
  'health.issue.clock_without_timer.mend':
    '變更工單的任一欄位以重新安排，再將此回報為 Belay 的缺陷。',
} satisfies Record<keyof typeof en, string>;
