import type { MemberKind, Role } from '#prisma/generated/kysely/enums.ts'

export type DemoMember = {
  handle: string
  /** Shown instead of the handle. */
  name?: string
  kind?: MemberKind
  role?: Role
  /** The word beside the name. */
  title?: string
  bio?: string
  location?: string
  trust?: number
  zone?: string
  /** How long they have been here; without it, since their first post. */
  since?: string
}

/** Who speaks as the brand. */
export const BRAND = 'tarn-official'

/** All of them invented. */
export const members: readonly DemoMember[] = [
  {
    handle: BRAND,
    name: 'Tarnmoor',
    kind: 'brand',
    bio: 'We sew tents, jackets and sleeping bags in Askvik, and mend them for as long as you keep them.',
    location: 'Askvik',
    since: '4y',
  },
  {
    handle: 'maren.tarnmoor',
    name: 'Maren Holt',
    role: 'manager',
    title: 'Community, Tarnmoor',
    bio: 'I read everything here before the first coffee. If the brand says something, it was probably me typing.',
    location: 'Askvik',
    trust: 4,
    since: '4y',
  },
  {
    handle: 'jory.cuts',
    title: 'Tent team, Tarnmoor',
    bio: 'Pattern cutter. Nine wrong doors, one right one.',
    location: 'Askvik',
    trust: 3,
    since: '3y',
  },
  {
    handle: 'lumi_ki',
    role: 'moderator',
    bio: 'Fabrics and washing, in that order. I moderate on weekdays and walk on the others.',
    location: 'Oulanka',
    trust: 4,
    zone: 'Europe/Helsinki',
    since: '3y',
  },
  {
    handle: 'bivvy_bea',
    role: 'moderator',
    bio: 'Sleeps outside on purpose. Says hello to everybody who is new, so you may as well say it first.',
    location: 'Merrow Moor',
    trust: 4,
    zone: 'Europe/London',
    since: '3y',
  },
  {
    handle: 'halvard-k',
    title: 'Pole whisperer',
    bio: 'I mend tent poles in a shed with a good lamp. Ask me about cord, splints and patience.',
    location: 'Sarn valley',
    trust: 4,
    since: '4y',
  },
  {
    handle: 'ember-and-oak',
    bio: 'Third winter with a tent, first winter with a tent that stays up.',
    location: 'Holm',
    trust: 2,
    since: '2y',
  },
  {
    handle: 'sofie.under.sail',
    bio: 'I arrive by boat and leave on foot. Sometimes the other way round.',
    location: 'Askvik, mostly afloat',
    trust: 3,
    since: '3y',
  },
  {
    handle: 'moss.and.flint',
    bio: 'Nebel bis mittags, dann Kaffee.',
    location: 'Freiburg',
    trust: 3,
    zone: 'Europe/Berlin',
    since: '2y',
  },
  {
    handle: 'slow-miles',
    bio: 'Two kilometres an hour, counting the stops. I have never regretted a stop.',
    location: 'Ravnen, the south side',
    trust: 3,
    since: '3y',
  },
  {
    handle: 'nadir.walks',
    bio: 'Deserts in winter, mountains in summer, maps all year.',
    location: 'Aqaba',
    trust: 2,
    zone: 'Asia/Amman',
    since: '1y',
  },
  {
    handle: 'salma.haddad',
    name: 'سلمى الحداد',
    bio: 'مهندسة مياه. أمشي حيث لا توجد.',
    location: 'Amman',
    zone: 'Asia/Amman',
  },
  {
    handle: '山の音',
    bio: '週末は山、平日は山の地図。',
    location: 'Matsumoto',
    trust: 2,
    zone: 'Asia/Tokyo',
    since: '1y',
  },
  {
    handle: 'yuki.tabi',
    name: '旅ゆき',
    bio: 'Small tents, long trains. 日本語 and English are both fine.',
    location: 'Sapporo',
    zone: 'Asia/Tokyo',
  },
  {
    handle: 'a-very-long-handle-that-somebody-really-chose',
    bio: 'Der Name war ein Versehen, der Kocher nicht.',
    zone: 'Europe/Berlin',
  },
  {
    handle: 'new-boots',
    bio: 'Bought everything at once. Understanding it one piece at a time.',
    trust: 0,
    since: '2d4h',
  },
  {
    handle: 'granite.nan',
    name: 'Nan Calder',
    bio: 'Seventy-one. Started walking seriously when I retired from being serious.',
    location: 'Upper Sarn',
    trust: 3,
    since: '2y',
  },
  {
    handle: 'carry.less',
    bio: '4,812 grams without food. There is a spreadsheet, yes.',
    location: 'Utrecht',
    trust: 2,
    zone: 'Europe/Amsterdam',
    since: '2y',
  },
  {
    handle: 'carry_more',
    bio: 'The one with the chair.',
    location: 'Ghent',
    trust: 2,
    zone: 'Europe/Brussels',
    since: '2y',
  },
  {
    handle: 'stitch.by.stitch',
    bio: 'Industrial machine, garden shed, three cats who are not allowed in.',
    location: 'Ludlow',
    trust: 3,
    zone: 'Europe/London',
    since: '2y',
  },
  {
    handle: 'dr.zip',
    title: 'Slider doctor',
    bio: 'Not a doctor.',
    location: 'Łódź',
    trust: 3,
    zone: 'Europe/Warsaw',
    since: '2y',
  },
  {
    handle: 'hut9.warden',
    title: 'Warden of Hut 9',
    bio: 'Please rinse the pot.',
    location: 'Hut 9, 1,340 m',
    trust: 3,
    since: '2y',
  },
  {
    handle: 'ravnen.ranger',
    title: 'Ranger, Ravnen',
    bio: 'Boardwalks, bothies and the phone that rings at night.',
    location: 'Ravnen',
    trust: 3,
    since: '2y',
  },
  {
    handle: 'kettle_first',
    bio: 'Decisions after tea.',
    location: 'Cardiff',
    trust: 2,
    zone: 'Europe/London',
    since: '1y',
  },
  {
    handle: 'two-dogs-one-tent',
    bio: 'Biscuit and Major. I carry the tent.',
    location: 'Aberfeldy',
    zone: 'Europe/London',
    since: '1y',
  },
  {
    handle: 'tomasz.k',
    name: 'Tomasz Król',
    bio: 'Tatra in winter, physiotherapy in summer.',
    location: 'Kraków',
    trust: 2,
    zone: 'Europe/Warsaw',
  },
  {
    handle: 'aoife-out',
    name: 'Aoife',
    bio: 'If the gate was closed, I closed it.',
    location: 'Clifden',
    zone: 'Europe/Dublin',
  },
  { handle: 'rainproof-ish', bio: 'Owner of eleven jackets, dry in none.', location: 'Bergen', trust: 2 },
  {
    handle: 'wool.evangelist',
    bio: 'Have you heard about wool?',
    location: 'Dunedin',
    zone: 'Pacific/Auckland',
  },
  {
    handle: 'quiet.kilometre',
    bio: 'I turn round more often than I arrive.',
    location: 'Jokkmokk',
    trust: 2,
    zone: 'Europe/Stockholm',
  },
  {
    handle: 'elevation.lost',
    bio: 'Trail runner. The gain is in the knees.',
    location: 'Chamonix',
    zone: 'Europe/Paris',
  },
  { handle: 'mika-n', bio: 'Sauna is also gear.', location: 'Kuusamo', zone: 'Europe/Helsinki' },
  {
    handle: 'third.breakfast',
    bio: 'I am here for the porridge.',
    location: 'Inverie',
    zone: 'Europe/London',
  },
  {
    handle: 'night-train-north',
    bio: 'Has not owned a car since 2016. Owns four timetables.',
    location: 'Hamburg',
    zone: 'Europe/Berlin',
  },
  {
    handle: 'peat-and-heather',
    bio: 'Merrow born, Merrow wet.',
    location: 'Merrow Moor',
    trust: 2,
    zone: 'Europe/London',
    since: '1y',
  },
  {
    handle: 'ines.por.ahi',
    name: 'Inês',
    bio: 'Devagar, mas vou.',
    location: 'Braga',
    zone: 'Europe/Lisbon',
  },
  {
    handle: 'parapluie',
    name: 'Camille',
    bio: 'Je marche avec un parapluie et je n’ai pas honte.',
    location: 'Annecy',
    zone: 'Europe/Paris',
  },
  {
    handle: 'the-damp-socks',
    bio: 'Team account of four cousins. 212 nights out and no dry pair between us.',
    location: 'Holm',
  },
  { handle: 'odd.ragnar', bio: 'Fisherman on land, walker at sea.', location: 'Røst' },
  {
    handle: 'fern-hollow',
    bio: 'Botanist. Walks slowly, kneels often.',
    location: 'Wicklow',
    zone: 'Europe/Dublin',
  },
  {
    handle: 'bramble.and.co',
    name: 'Priya',
    bio: 'Two children, one map, many snacks.',
    location: 'Sheffield',
    zone: 'Europe/London',
  },
  {
    handle: 'left.at.the.cairn',
    bio: 'It was right at the cairn.',
    location: 'Keswick',
    zone: 'Europe/London',
  },
  {
    handle: 'postcard-pete',
    bio: 'Sends one from every summit with a postbox. Four so far.',
    location: 'Leeds',
    zone: 'Europe/London',
  },
  { handle: 'saturday-hiker', bio: 'What it says.', location: 'Eindhoven', zone: 'Europe/Amsterdam' },
  {
    handle: 'nils.nordwand',
    bio: 'Kletterer im Ruhestand, angeblich.',
    location: 'Innsbruck',
    zone: 'Europe/Vienna',
  },
  { handle: 'erased-0417', kind: 'erased', since: '2y' },
]
