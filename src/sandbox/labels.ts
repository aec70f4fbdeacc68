/**
 * The words on buttons and at fields by which the sandbox's people find their way, as they read them. A
 * person who could not find one of these in front of them could not take part.
 */
export const LABELS = {
  moment: 'One moment…',
  setUp: 'Start a programme',
  programmeName: 'Name of the programme',
  programmeZone: 'Time zone for its dates',
  fillInAndJoin: 'Fill in and join',
  stillRight: 'Yes, join the round',
  name: 'Your name, as your partner will see it',
  country: 'Country you live in',
  zone: 'Your town or city',
  languages: 'Languages you can talk in',
  sector: 'Kind of library you work in',
  workplace: 'Where you work',
  role: 'What you do there',
  careerStage: 'How long you have been in the profession',
  interests: 'What interests you',
  canTell: 'What you can tell others about',
  wantsToLearn: 'What you would like to learn about',
  trio: 'Would a group of three be fine, if needed?',
  trioYes: 'Yes, rather than waiting for the next round',
  trioNo: 'No, only with one partner',
  frequency: 'How often you would like to be in touch',
  medium: 'By what means',
  days: 'Days that usually suit you',
  parts: 'Times of day that usually suit you',
  contact: 'Contact to share with your partner',
} as const
