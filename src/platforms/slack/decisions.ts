import type { Obstacle, WhyKeptOut } from '../../port/outcome.ts'

/** What an error code of Slack's means for what was asked, by what happens next. */
export type Decision =
  /** Things are as they should be already. */
  | { readonly kind: 'fine' }
  /** It is about one of the people named in the call, and about nothing else. */
  | { readonly kind: 'person'; readonly why: WhyKeptOut }
  /** That person may be gone, or may be kept out: Slack is asked who they are. */
  | { readonly kind: 'gone-or-kept-out' }
  | { readonly kind: 'gone'; readonly what: 'space' | 'post' | 'member' }
  | { readonly kind: 'denied'; readonly permission: Obstacle; readonly scope: 'item' | 'workspace' }
  /** A scope of the app is missing; Slack names it. */
  | { readonly kind: 'scope' }
  /** Surely not done; to be tried again. */
  | { readonly kind: 'again'; readonly inMs: number }
  /** Slack failed itself, perhaps with the work done. */
  | { readonly kind: 'lost' }
  /** As it stands it never succeeds: we asked for what cannot be had, or in a wrong way. */
  | { readonly kind: 'refused' }

const SECOND = 1_000
const MINUTE = 60 * SECOND

const fine: Decision = { kind: 'fine' }
const refused: Decision = { kind: 'refused' }
const lost: Decision = { kind: 'lost' }
const scope: Decision = { kind: 'scope' }
const person = (why: WhyKeptOut): Decision => ({ kind: 'person', why })
const gone = (what: 'space' | 'post' | 'member'): Decision => ({ kind: 'gone', what })
const item = (permission: Obstacle): Decision => ({ kind: 'denied', permission, scope: 'item' })
const workspace = (permission: Obstacle): Decision => ({ kind: 'denied', permission, scope: 'workspace' })
const again = (inMs: number): Decision => ({ kind: 'again', inMs })

type Decisions = Readonly<Record<string, Decision>>

/** The same decision for each of several codes. */
function each(decision: Decision, codes: string): Decisions {
  return Object.fromEntries(
    codes
      .trim()
      .split(/\s+/)
      .map((code) => [code, decision]),
  )
}

/** What every method can answer (docs.slack.dev, each method's page, "Errors"). */
const EVERYWHERE: Decisions = {
  ...each(workspace('token'), 'invalid_auth not_authed account_inactive token_revoked token_expired'),
  ...each(workspace('token type'), 'not_allowed_token_type'),
  ...each(
    workspace('access'),
    `accesslimited enterprise_is_restricted ekm_access_denied org_login_required team_access_not_granted
     two_factor_setup_required`,
  ),
  // To what was asked for; whether to anything else, it does not say.
  ...each(item('access'), 'access_denied no_permission'),
  ...each(scope, 'missing_scope'),
  // Words that mean the same wherever they are said.
  ...each(gone('space'), 'channel_not_found is_archived is_inactive not_in_channel'),
  ...each(gone('post'), 'message_not_found'),
  ...each(gone('member'), 'user_not_found users_not_found user_disabled'),
  ...each(lost, 'internal_error fatal_error service_unavailable'),
  ...each(again(30 * SECOND), 'ratelimited rate_limited'),
  // The request arrived cut off: nothing was done.
  ...each(again(5 * SECOND), 'request_timeout'),
  // The workspace is being moved.
  ...each(again(5 * MINUTE), 'team_added_to_org'),
  ...each(
    refused,
    `deprecated_endpoint method_deprecated invalid_arg_name invalid_arguments invalid_array_arg invalid_charset
     invalid_form_data invalid_post_type missing_post_type invalid_json json_not_object unknown_method`,
  ),
}

/** What is wrong with what a message says or how it is sent: never of what a workspace lets us do. */
const CONTENT = each(
  refused,
  `as_user_not_supported attachment_payload_limit_exceeded invalid_attachments invalid_blocks invalid_blocks_format
   invalid_metadata_format invalid_metadata_schema markdown_text_conflict metadata_must_be_sent_from_app
   metadata_too_large msg_blocks_too_long msg_too_long no_text too_many_attachments too_many_contact_cards
   cannot_reply_to_message team_not_found`,
)

const POSTING: Decisions = {
  ...CONTENT,
  ...each(
    item('posting'),
    `app_access_restricted ekm_access_denied restricted_action restricted_action_non_threadable_channel
     restricted_action_read_only_channel restricted_action_thread_locked restricted_action_thread_only_channel
     slack_connect_canvas_sharing_blocked slack_connect_file_link_sharing_blocked slack_connect_lists_sharing_blocked`,
  ),
  ...each(workspace('message limit'), 'message_limit_exceeded'),
  ...each(item('messages tab'), 'messages_tab_disabled'),
}

const LISTING = each(
  refused,
  'invalid_cursor invalid_limit invalid_types missing_argument method_not_supported_for_channel_type',
)

const VIEWS = each(refused, 'duplicate_external_id view_too_large')

/**
 * What each method that we call can answer, and what is decided about it. A code that stands in no table is
 * new to us: it is refused as it stands.
 */
const BY_METHOD = {
  'apps.connections.open': {
    ...each(workspace('access'), 'forbidden_team'),
    ...each(workspace('token'), 'missing_args'),
    ...each(refused, 'insecure_request'),
  },
  'auth.test': {},
  'bots.info': each(refused, 'bot_not_found bots_not_found missing_argument team_not_found'),
  'chat.delete': {
    // As it should be: it is not there.
    ...each(fine, 'message_not_found'),
    ...each(item('editing'), 'cant_delete_message'),
  },
  'chat.postEphemeral': { ...POSTING, ...each(gone('member'), 'user_not_in_channel') },
  'chat.postMessage': {
    ...POSTING,
    ...each(
      refused,
      `draft_already_deleted draft_already_sent draft_has_conflict draft_not_found duplicate_channel_not_found
       duplicate_message_not_found missing_file_data send_on_behalf_not_allowed`,
    ),
  },
  'chat.update': {
    ...POSTING,
    ...each(
      item('editing'),
      `cant_update_message edit_window_closed blocked_file_type posting_to_channel_denied
       slack_connect_blocked_file_type slack_connect_canvas_sharing_blocked slack_connect_clip_sharing_blocked
       slack_connect_file_link_sharing_blocked slack_connect_file_upload_sharing_blocked`,
    ),
    ...each(again(5 * MINUTE), 'external_channel_migrating'),
    ...each(again(MINUTE), 'streaming_state_conflict'),
    ...each(lost, 'update_failed'),
    ...each(
      refused,
      `block_mismatch cant_broadcast_message file_deleted file_is_deleted file_not_found file_share_limit_reached
       max_file_sharing_exceeded no_dual_broadcast_content_update unable_to_share_files`,
    ),
  },
  'conversations.create': {
    ...each(workspace('channel creation'), 'restricted_action cannot_create_channel user_is_restricted'),
    ...each(
      refused,
      `canvas_disabled_user_team invalid_name invalid_name_maxlength invalid_name_punctuation invalid_name_required
       invalid_name_specials missing_argument name_taken no_channel`,
    ),
  },
  'conversations.history': {
    ...LISTING,
    ...each(item('channel'), 'channel_is_limited_access'),
    ...each(refused, 'invalid_metadata_filter_keys invalid_ts_latest invalid_ts_oldest'),
  },
  'conversations.info': each(item('channel'), 'channel_is_limited_access'),
  'conversations.invite': {
    ...each(fine, 'already_in_channel cant_invite_self'),
    ...each({ kind: 'gone-or-kept-out' }, 'cant_invite user_is_bot'),
    ...each(person('single-channel-guest'), 'ura_max_channels'),
    ...each(person('guest'), 'user_is_restricted user_not_visible'),
    ...each(person('stranger'), 'no_external_invite_permission'),
    ...each(person('not-in-workspace'), 'org_user_not_in_team invitee_cant_see_channel'),
    ...each(person('not-allowed'), 'no_permission access_denied app_cannot_join_channel'),
    ...each(again(5 * MINUTE), 'external_channel_migrating'),
    ...each(refused, 'method_not_supported_for_channel_type no_user'),
  },
  'conversations.join': {
    ...each(item('channel'), 'channel_is_limited_access too_many_members'),
    ...each(refused, 'method_not_supported_for_channel_type'),
  },
  'conversations.kick': {
    // As it should be: they are not in it. From a group message nobody can be taken out, nor leave it.
    ...each(fine, 'not_in_channel method_not_supported_for_channel_type'),
    ...each(item('channel'), 'restricted_action'),
    ...each(refused, 'cant_kick_from_general cant_kick_self not_supported'),
  },
  'conversations.leave': {
    // A group message cannot be left, the last member cannot leave, and what is gone is left already.
    ...each(fine, 'channel_not_found is_archived last_member method_not_supported_for_channel_type'),
    ...each(item('channel'), 'cant_leave_general user_is_restricted'),
  },
  'conversations.list': LISTING,
  'conversations.members': {
    ...LISTING,
    ...each(again(MINUTE), 'fetch_members_failed'),
  },
  'conversations.open': {
    ...each({ kind: 'gone-or-kept-out' }, 'user_not_visible invalid_user_combination'),
    ...each(
      refused,
      'method_not_supported_for_channel_type not_enough_users too_many_users users_list_not_supplied',
    ),
  },
  'conversations.setTopic': {
    ...each(item('channel'), 'user_is_restricted'),
    ...each(refused, 'method_not_supported_for_channel_type too_long'),
  },
  'files.completeUploadExternal': {
    ...each(
      refused,
      `access_denied channel_not_found channels_limit_exceeded file_not_found file_type_not_allowed
       file_uploads_except_images_disabled invalid_blocks invalid_channel not_in_channel posting_to_channel_denied`,
    ),
    ...each(lost, 'file_update_failed'),
  },
  'files.getUploadURLExternal': each(
    refused,
    `alt_txt_too_large file_type_not_allowed file_upload_size_restricted file_uploads_disabled
     file_uploads_except_images_disabled missing_argument snippet_too_large storage_limit_reached unknown_snippet_type
     unknown_subtype`,
  ),
  'users.conversations': LISTING,
  'users.info': {
    ...each(gone('member'), 'user_not_visible'),
    ...each(again(MINUTE), 'too_many_users'),
  },
  'views.open': {
    ...VIEWS,
    ...each(refused, 'exchanged_trigger_id expired_trigger_id invalid_trigger_id'),
  },
  'views.publish': {
    ...VIEWS,
    // The page is switched off in the manifest, or is none that we would publish.
    ...each(refused, 'hash_conflict missing_profile_id not_enabled not_implemented'),
  },
  'views.update': { ...VIEWS, ...each(gone('post'), 'not_found'), ...each(refused, 'hash_conflict') },
} satisfies Readonly<Record<string, Decisions>>

/** A method that may be called: what its answers mean is decided. */
export type Method = keyof typeof BY_METHOD

export const METHODS = Object.keys(BY_METHOD) as Method[]

/** What a code means as the answer to a method; undefined where nobody has decided. */
export function decisionOn(method: Method, code: string): Decision | undefined {
  const own: Decisions = BY_METHOD[method]
  if (Object.hasOwn(own, code)) return own[code]
  return Object.hasOwn(EVERYWHERE, code) ? EVERYWHERE[code] : undefined
}
