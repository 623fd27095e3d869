import type { Lexicon } from './lexicon.ts';

/** With and without tone marks, because in a hurry many write without. */
export const vi: Lexicon = {
  asks_for_manager: `
    gặp quản lý, gặp quản lí, cho tôi gặp quản lý, nói chuyện với quản lý, gọi quản lý
    quản lý đâu, kêu quản lý, gặp cấp trên, cấp trên của, sếp của, gặp sếp, gọi sếp, gặp giám đốc
    gặp người có thẩm quyền, người có trách nhiệm, gặp lãnh đạo, gặp trưởng phòng
    gặp người phụ trách, người chịu trách nhiệm, gap quan ly, noi chuyen voi quan ly
    gap cap tren, gap sep, goi quan ly, gap giam doc, chuyển lên cấp trên, chuyển cho quản lý
  `,
  argues: `
    thái độ phục vụ, thái độ nhân viên, thái độ kém, thái độ lồi lõm, thái độ tệ
    không chấp nhận được, không thể chấp nhận, quá đáng, quá tệ, tệ quá, quá thất vọng
    thất vọng, rất thất vọng, bức xúc, vô trách nhiệm, thiếu trách nhiệm, làm ăn kiểu gì
    làm ăn gì, làm việc kiểu gì, kiểu gì vậy, lừa đảo, lừa tôi, lừa khách, treo đầu dê, chặt chém
    ăn cướp, mất thời gian, tốn thời gian, phí thời gian, mất tiền, trả lại tiền, hoàn tiền ngay
    đòi lại tiền, chờ bao lâu, đợi bao lâu, chờ mãi, đợi mãi, không ai trả lời, không trả lời
    không thấy trả lời, bao nhiêu lần, nhiều lần rồi, lần thứ ba, chịu hết nổi, hết chịu nổi
    hết kiên nhẫn, không bao giờ mua, không bao giờ quay lại, tẩy chay, một đi không trở lại
    dịch vụ tệ, dịch vụ quá kém, quá kém, kém chất lượng, coi thường khách
    xem thường khách, nói dối, hứa lèo, hứa suông, đã hứa, vô lý, nực cười, bực mình, tức giận
    khong chap nhan duoc, qua dang, that vong, buc xuc, lua dao, qua te, te qua, vo trach nhiem
    khong ai tra loi, tra lai tien, mat thoi gian, vớ vẩn, xàm, nhảm nhí, tào lao, giả dối
  `,
  abuses: `
    con cặc, thần kinh à, đồ thần kinh, vãi cả, láo nháo
    đồ ngu, ngu như, ngu vl, ngu thế, quá ngu, ngu quá, thằng ngu, con ngu, ngu ngốc, ngu dốt, ngu si
    óc chó, óc lợn, não chó, não phẳng, não lợn, đồ chó, chó má, chó đẻ, thằng chó, bọn chó
    lũ chó, mấy con chó, như chó, súc vật, súc sinh, đồ khốn, khốn nạn, khốn kiếp, mất dạy, vô học
    vô văn hoá, vô văn hóa, đồ điên, thằng điên, con điên, đồ rác, rác rưởi, cặn bã, đồ lừa đảo
    thằng lừa đảo, bọn lừa đảo, địt, địt mẹ, đụ, đụ má, đụ mẹ, đu me, đéo, đếch, đỵt, đcm, dcm, đkm
    dkm, đmm, đm, vcl, vkl, vl, vãi lồn, vãi l, vãi loz, lồn, lon me, con cặc
    cak, buồi, dái, loz, clgt, clmm, clm, cmm, cmnr, đĩ, con đĩ, đĩ điếm, điếm
    phò, con phò, cút, cút đi, cút qua, biến đi, câm mồm, câm mẹ, im mồm, ngậm mồm, mẹ mày
    mẹ kiếp, tổ sư, tiên sư, thằng này, con này, thằng kia, con kia, con mụ, mụ này, con mẹ, thằng cha
    thằng nhãi, bọn này, lũ này, chúng mày, chúng m, tụi mày, bọn mày, mày, tao, xạo, xạo lồn
    láo toét, hãm lồn, hãm l, hãm loz, bố láo, bố mày, bà mày, bê đê, đồng bóng, lố lăng, trẻ trâu
    thiểu năng, xấu như, con quỷ, mặt dày, trơ trẽn, rẻ rách
    dit me, du ma, deo, oc cho, do ngu, thang ngu, khon nan, mat day, cho de
  `,
  threatens_review: `
    chia sẻ lên mạng, livestream bóc
    đánh giá 1 sao, đánh giá một sao, đánh giá xấu, đánh giá tệ, review xấu
    bóc phốt, đăng lên facebook, đăng facebook, đăng lên mạng, đưa lên mạng, tung lên mạng
    lên mạng xã hội, đăng tiktok, đăng lên tiktok, cho mọi người biết
    kể cho mọi người, cảnh báo mọi người, danh gia 1 sao, boc phot, dang len mang, dang facebook
  `,
  threatens_press: `
    báo chí, nhà báo, phóng viên, lên báo, đưa lên báo, truyền hình, đài truyền hình, lên tivi
    bao chi, nha bao, phong vien, len bao
  `,
  threatens_regulator: `
    bảo vệ người tiêu dùng, hội người tiêu dùng, cục quản lý, quản lý thị trường, cơ quan chức năng
    báo công an, công an, trình báo, tố cáo, khiếu nại lên, cục cạnh tranh, bộ công thương
    bao cong an, bao ve nguoi tieu dung, to cao, co quan chuc nang
  `,
  threatens_lawyer: `
    sẽ kiện, đi kiện, kiện công ty, kiện các, kiện ra, kiện lên, kiện bạn
    luật sư, khởi kiện, ra toà, ra tòa, toà án, tòa án, kiện ra toà, kiện ra tòa
    hành động pháp lý, luat su, khoi kien, ra toa, toa an
  `,
  // Packages, events and conditions, where "kiện" is no lawsuit.
  harmless: `
    bưu kiện, kiện hàng, sự kiện, điều kiện, linh kiện, phụ kiện, dữ kiện
  `,
};
