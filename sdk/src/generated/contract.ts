// Written by `npm run openapi` from src/contract: do not edit.

/** Exactly one of the fields. */
export type OneOf<T> = {
  [K in keyof T]: { [P in K]: T[P] } & { [P in Exclude<keyof T, K>]?: undefined };
}[keyof T];

export const contractVersion = '1.0.0';

export interface Account {
  id: Id;
  username: string;
  display_name: string;
  avatar_url: string | null;
  /** True for a program; else not there */
  bot?: boolean;
  /** Empty when the account was erased */
  email: string;
  email_verified: boolean;
  /** False when it was deactivated or erased: nobody can write to it */
  active: boolean;
  /** The first account of a server administers it */
  server_role: "admin" | "user";
  status: Status;
  last_seen_at: Time | null;
  created_at: Time;
  state: "active" | "deactivated" | "erased";
  deactivated_at: Time | null;
}

export interface AuditEntry {
  id: Id;
  action: "message_deleted" | "member_muted" | "member_unmuted" | "member_banned" | "ban_lifted" | "member_removed" | "role_changed" | "ownership_transferred" | "room_updated" | "room_archived" | "room_unarchived" | "room_deleted" | "invitation_created" | "invitation_revoked" | "report_resolved" | "emoji_removed" | "user_deactivated" | "user_reactivated" | "server_role_changed" | "password_reset_link_created" | "server_invitation_created";
  actor: UserSummary;
  /** Null for what was done to the server */
  room_id: Id | null;
  /** Whom it was done to */
  target: UserSummary | null;
  message_id: Id | null;
  reason: string;
  /** What else there is to know: `{ role: "admin" }`, `{ expires_at: … }`, … */
  details: Record<string, string | number | boolean | null>;
  created_at: Time;
}

export interface Ban {
  user: UserSummary;
  reason: string;
  banned_by: Id;
  created_at: Time;
  /** Null when it has no end */
  expires_at: Time | null;
}

export interface Bot {
  /** Of its user: what `add_members` takes */
  id: Id;
  username: string;
  display_name: string;
  avatar_url: string | null;
  owner_id: Id;
  /** An inactive one has no tokens */
  active: boolean;
  created_at: Time;
}

export interface BotToken {
  id: Id;
  name: string;
  scopes: ("read" | "write")[];
  created_at: Time;
  expires_at: Time | null;
  /** To the minute */
  last_used_at: Time | null;
}

export interface Call {
  id: Id;
  dm_id: Id;
  media: "audio" | "video";
  state: "ringing" | "active" | "ended";
  caller: UserSummary;
  callee: UserSummary;
  /** How it ended */
  outcome: "ended" | "missed" | "declined" | "busy" | "failed" | null;
  started_at: Time;
  accepted_at: Time | null;
}

export interface CallSummary {
  call_id: Id;
  media: "audio" | "video";
  outcome: "ended" | "missed" | "declined" | "busy" | "failed";
  /** How long both were in it, 0 when they never were */
  duration_ms: number;
}

export interface Change {
  /** Dense number of the change in the conversation */
  rev: number;
  kind: "edited" | "deleted" | "reaction_added" | "reaction_removed" | "pinned" | "unpinned" | "updated";
  message_id: Id;
  /** The message as it now is */
  message: Message;
}

export interface Conversation {
  id: Id;
  /** All of them, the caller too, in one order for everybody */
  participants: UserSummary[];
  last_message: Message | null;
  unread_count: number;
  mention_count: number;
  last_seq: number;
  created_at: Time;
}

export interface ConversationPreference {
  room_id?: Id;
  dm_id?: Id;
  /** `default`: what is said for everything. In a DM `all` is every message */
  notify: "all" | "mentions" | "none" | "default";
  /** Until when it is silent: in the year 9999 when for good; null when it is not muted */
  muted_until: Time | null;
}

/** Written `:name:`, in messages and as a reaction */
export interface CustomEmoji {
  id: Id;
  /** 2 to 32 of `a-z 0-9 _ + -` */
  name: string;
  /** WebP of at most 128 by 128 pixels; what moved moves on */
  url: string;
  width: number;
  height: number;
  created_by: Id;
  created_at: Time;
}

export interface Draft {
  room_id: Id | null;
  dm_id: Id | null;
  /** The message in whose thread it is to be a reply */
  parent_id: Id | null;
  /** Empty when there is none any more */
  content: string;
  /** Which of two is the later one */
  written_at: Time;
}

export interface File {
  id: Id;
  /** Where the bytes are; it may be good for a limited time only */
  url: string;
  thumbnail_url: string | null;
  file_name: string;
  file_size: number;
  content_type: string;
  width: number | null;
  height: number | null;
  duration_ms: number | null;
  /** A larger picture of it than the thumbnail, for a lightbox */
  preview_url: string | null;
  /** ThumbHash in base64: what to show before the picture is there */
  placeholder: string | null;
}

export interface ForwardedFrom {
  message_id: Id;
  room_id: Id | null;
  dm_id: Id | null;
  sender: UserSummary;
  created_at: Time;
  /** Its text when it was forwarded; empty when it was deleted since */
  content: string;
  deleted: boolean;
}

export interface Gif {
  id: string;
  /** What to send as the content of a message */
  url: string;
  /** A small one for a list to choose from */
  preview_url: string;
  /** Of `url` */
  width: number;
  height: number;
  title: string;
}

export interface Head {
  room_id?: Id;
  dm_id?: Id;
  last_seq: number;
  last_rev: number;
}

/** In UTF-16 code units: `content.slice(start, end)` */
export interface Highlight {
  start: number;
  end: number;
}

/** 24 lower-case hex digits */
export type Id = string;

export interface IncomingWebhook {
  id: Id;
  room_id: Id;
  name: string;
  /** The bot that its messages come from */
  user: UserSummary;
  active: boolean;
  created_by: Id;
  created_at: Time;
}

export interface Invitation {
  code: string;
  uses_left: number;
  expires_at: Time;
  created_at: Time;
  id: Id;
}

export interface InvitationPreview {
  code: string;
  room: {
    id: Id;
    name: string;
    description: string;
    type: RoomType;
    cover_url: string | null;
    member_count: number;
    /** Read-only */
    archived: boolean;
    /** Only moderators and above send messages and replies */
    read_only: boolean;
    /** How long a member waits from one message to the next; 0 when they need not */
    slow_mode_ms: number;
    /** Whether links in its messages get previews */
    link_previews: boolean;
    /** Messages older than this are removed; null: kept as long as the server keeps them */
    retention_days: number | null;
    created_by: Id;
    created_at: Time;
  };
  invited_by: UserSummary;
  expires_at: Time | null;
}

export interface LinkPreview {
  /** The link as it stands in the content */
  url: string;
  title: string;
  description: string;
  site_name: string;
  /** Served by this server, never by the linked one */
  image_url: string | null;
  image_width: number | null;
  image_height: number | null;
}

export interface Member {
  user: UserSummary;
  role: Role;
  joined_at: Time;
  presence: "online" | "away" | "busy" | "offline";
  /** Until when the member says nothing: in the year 9999 when the mute has no end; null when not muted */
  muted_until: Time | null;
}

export interface Message {
  id: Id;
  kind: "text" | "call";
  room_id: Id | null;
  dm_id: Id | null;
  /** Dense number in the conversation: 1, 2, 3, … */
  seq: number;
  /** Number of the latest change of this message, 0 when there was none */
  rev: number;
  /** What the sender named it, so that sending it again finds it */
  client_id: string | null;
  sender_id: Id;
  /** The sender with the name and picture of today */
  sender: UserSummary;
  /** Empty when it was deleted */
  content: string;
  /** Users whom it mentions */
  mentions: Id[];
  /** `@room`: it mentions everybody in the room, who are not listed in `mentions` */
  mentions_room: boolean;
  /** `@here`: meant for those who are online; counts as a mention for everybody */
  mentions_here: boolean;
  attachments: File[];
  /** One for each user and emoji */
  reactions: Reaction[];
  /** The message whose thread this is a reply in */
  parent_id: Id | null;
  /** Replies in its thread */
  reply_count: number;
  last_reply_at: Time | null;
  /** A reply that was shown in the conversation too */
  also_in_room: boolean;
  edited: boolean;
  edited_at: Time | null;
  /** A deleted message keeps its place, without content */
  deleted: boolean;
  pinned: boolean;
  link_previews: LinkPreview[];
  /** Where it was said first, of a message that was forwarded */
  forwarded_from: ForwardedFrom | null;
  /** What became of a call, in a message of kind `call` */
  call: CallSummary | null;
  created_at: Time;
}

export interface Notification {
  id: Id;
  /** `keyword`: a word of the own list. `message`: any message, where one wants all. `room_added`: somebody put one into a room */
  kind: "mention" | "direct" | "thread_reply" | "keyword" | "message" | "reaction" | "room_added" | "missed_call";
  message_id: Id | null;
  /** The message whose thread it is about, if it is about a reply */
  parent_id: Id | null;
  room_id: Id | null;
  dm_id: Id | null;
  /** Who wrote, reacted, called or added */
  actor: UserSummary;
  /** Of a reaction */
  emoji: string | null;
  /** The message as plain text as it now is, cut to 200; the name of the room of `room_added` */
  excerpt: string;
  read_at: Time | null;
  created_at: Time;
}

export interface NotificationRule {
  rule: "own_message" | "deleted" | "not_a_member" | "before_joining" | "not_concerned" | "blocked" | "conversation_muted" | "thread_muted" | "level_none" | "direct_messages_off" | "thread_replies_off" | "reactions_off" | "not_here" | "busy" | "notified";
  /** `stopped`: it is the reason; those after it were not asked */
  outcome: "passed" | "stopped" | "not_asked";
  /** The rule in a sentence, in English */
  text: string;
}

export interface OutgoingWebhook {
  id: Id;
  room_id: Id;
  url: string;
  events: ("message_created" | "message_edited" | "message_deleted" | "reaction_added" | "reaction_removed")[];
  active: boolean;
  /** Why the server turned it off: what it sent failed again and again, or who made it cannot see the room any more */
  disabled_reason: "failures" | "maker_left" | null;
  created_by: Id;
  created_at: Time;
}

export interface OwnSession {
  id: Id;
  /** Browser and system as the client named itself, `Firefox on Linux`; empty when unknown */
  device: string;
  /** Where it was begun, without the part that names a single device */
  ip: string;
  created_at: Time;
  /** When it last got new tokens: some minutes behind at most */
  last_seen_at: Time;
  expires_at: Time;
  /** The one that asks */
  current: boolean;
}

export interface Preferences {
  /** What notifies where a conversation says `default`. `mentions`: mentions, keywords, direct messages, replies in followed threads and reactions, as switched on below. `all`: every message of every room too. `none`: nothing */
  notify: "all" | "mentions" | "none";
  direct_messages: boolean;
  /** Replies in threads that one follows */
  thread_replies: boolean;
  /** Reactions to own messages */
  reactions: boolean;
  /** Words or phrases that notify like a mention: whole words, whatever their case */
  keywords: string[];
  /** Web push to the devices that subscribed */
  push: boolean;
  /** Whether a push says what was written, and not only who wrote */
  push_content: boolean;
  quiet_hours: QuietHours | null;
  /** False: nobody is told what one has read, and one is not told what others have */
  receipts: boolean;
  /** What clients keep here so that all devices agree: `theme`, `density`, `language` … */
  interface: Record<string, string>;
  /** Those of which something else is said than the rest */
  conversations: ConversationPreference[];
  /** The messages whose threads are silent */
  muted_threads: Id[];
}

export interface Presence {
  user_id: Id;
  status: "online" | "away" | "busy" | "offline";
  last_seen_at: Time | null;
  text: string;
  emoji: string;
}

/** Nothing is pushed in them; what there is waits in the list */
export interface QuietHours {
  from: string;
  to: string;
  time_zone: string;
}

export interface Reaction {
  emoji: string;
  user_id: Id;
}

export interface ReaderHead {
  room_id?: Id;
  dm_id?: Id;
  last_seq: number;
  last_rev: number;
  unread_count: number;
  mention_count: number;
}

export interface Receipt {
  user: UserSummary;
  /** When they last read on: this message, or one after it */
  read_at: Time;
}

export interface RecentSearch {
  id: Id;
  query: string;
  searched_at: Time;
}

export interface RefusedConversation {
  room_id?: Id;
  dm_id?: Id;
  error: Problem;
}

export interface Report {
  id: Id;
  room_id: Id | null;
  dm_id: Id | null;
  /** As it is now */
  message: Message;
  reporter: UserSummary;
  reason: ReportReason;
  note: string;
  state: "open" | "resolved";
  /** How it was resolved; null while open */
  action: "dismissed" | "message_deleted" | "member_muted" | "member_banned" | null;
  resolved_by: UserSummary | null;
  resolved_at: Time | null;
  created_at: Time;
}

export type ReportReason = "spam" | "harassment" | "hate" | "violence" | "sexual" | "illegal" | "other";

export type Role = "owner" | "admin" | "moderator" | "member";

export interface Room {
  id: Id;
  name: string;
  description: string;
  type: RoomType;
  cover_url: string | null;
  member_count: number;
  /** Of who asks; 0 when not a member */
  unread_count: number;
  /** How many of the unread ones mention who asks */
  mention_count: number;
  /** Role of who asks; null when not a member */
  role: Role | null;
  joined: boolean;
  /** Read-only */
  archived: boolean;
  /** Only moderators and above send messages and replies */
  read_only: boolean;
  /** How long a member waits from one message to the next; 0 when they need not */
  slow_mode_ms: number;
  /** Whether links in its messages get previews */
  link_previews: boolean;
  /** Messages older than this are removed; null: kept as long as the server keeps them */
  retention_days: number | null;
  /** In the order in which they were pinned */
  pinned_message_ids: Id[];
  /** Number of the latest message, 0 when there is none */
  last_seq: number;
  last_message: Message | null;
  created_by: Id;
  created_at: Time;
}

export interface RoomInfo {
  id: Id;
  name: string;
  description: string;
  type: RoomType;
  cover_url: string | null;
  member_count: number;
  /** Read-only */
  archived: boolean;
  /** Only moderators and above send messages and replies */
  read_only: boolean;
  /** How long a member waits from one message to the next; 0 when they need not */
  slow_mode_ms: number;
  /** Whether links in its messages get previews */
  link_previews: boolean;
  /** Messages older than this are removed; null: kept as long as the server keeps them */
  retention_days: number | null;
  /** In the order in which they were pinned */
  pinned_message_ids: Id[];
  created_by: Id;
  created_at: Time;
}

export interface RoomInvitation {
  id: Id;
  /** What makes the link; who has it can come in */
  code: string;
  room_id: Id;
  created_by: Id;
  /** How many can come by it; null for any number */
  max_uses: number | null;
  /** How many came by it */
  uses: number;
  created_at: Time;
  expires_at: Time | null;
}

export type RoomType = "public" | "private";

export interface SavedMessage {
  /** As it is now */
  message: Message;
  saved_at: Time;
}

export interface SearchConversation {
  id: Id;
  /** All of them, the caller too, in one order for everybody */
  participants: UserSummary[];
}

export interface SearchResult {
  message: Message;
  /** Where the content says what was asked for: ascending, never overlapping */
  highlights: Highlight[];
  /** The same in the names of attachments */
  file_highlights: {
    start: number;
    end: number;
    file_id: Id;
  }[];
  /** The same in the content of what the message forwards */
  forward_highlights: Highlight[];
  /** Of a message in a room */
  room?: SearchRoom;
  /** Of a message in a DM */
  conversation?: SearchConversation;
}

export interface SearchRoom {
  id: Id;
  name: string;
  type: RoomType;
  cover_url: string | null;
  /** Read-only */
  archived: boolean;
}

export interface SentFile {
  file: File;
  message_id: Id;
  sender_id: Id;
  created_at: Time;
}

export interface Session {
  /** Access token (JWT) for the Authorization header and the socket handshake */
  token: string;
  /** Good for one refresh */
  refresh_token: string;
  /** Seconds until the access token expires */
  expires_in: number;
  user: User;
}

export interface Signal {
  kind: "offer" | "answer" | "candidate";
  /** SDP, or an ICE candidate as JSON; passed on as it came */
  data: string;
}

export interface Status {
  /** `invisible` is seen by oneself only */
  state: "online" | "away" | "busy" | "offline" | "invisible";
  text: string;
  emoji: string;
  expires_at: Time | null;
}

export type Suggestion = {
  kind: "recent";
  /** What the box holds when it is chosen */
  text: string;
  recent_id: Id;
} | {
  kind: "person";
  /** What the box holds when it is chosen */
  text: string;
  user: UserSummary;
} | {
  kind: "room";
  /** What the box holds when it is chosen */
  text: string;
  room: SearchRoom;
} | {
  kind: "term";
  /** What the box holds when it is chosen */
  text: string;
};

export interface SyncedConversation {
  room_id?: Id;
  dm_id?: Id;
  /** Ascending `seq` */
  messages: Message[];
  /** Ascending `rev` */
  changes: Change[];
  first_seq: number;
  /** Where the conversation stands */
  last_seq: number;
  /** Where its changes stand */
  last_rev: number;
  /** Ask again from the last numbers received */
  has_more: boolean;
  /** The changes asked for are no longer kept: load this conversation anew */
  reset?: boolean;
}

export interface Thread {
  parent_message: Message;
  /** Of the latest reply: the order of the list */
  last_activity_at: Time;
  /** Replies of others after the caller’s position */
  unread_count: number;
  /** Who wrote in it, the first ones first; 20 at most */
  participants: UserSummary[];
}

export interface ThreadState {
  /** The message that the thread hangs on */
  message_id: Id;
  following: boolean;
  /** Replies of others after the reader’s position; 0 when not following */
  unread_count: number;
}

/** ISO 8601 in UTC with milliseconds */
export type Time = string;

export interface Upload {
  id: Id;
  file_name: string;
  file_size: number;
  /** How many bytes are there already: where the next part begins */
  offset: number;
  /** The most that one part may have */
  part_size: number;
  /** Its parts go straight to the storage: each is put to an address of its own (`sign_upload_part`), and has exactly `part_size` bytes, the last one what is left */
  direct: boolean;
  /** What is not finished by then is removed */
  expires_at: Time;
}

export interface User {
  id: Id;
  username: string;
  display_name: string;
  avatar_url: string | null;
  /** True for a program; else not there */
  bot?: boolean;
  /** Only in what one asks of oneself */
  email?: string;
  /** Only in what one asks of oneself: whether a mailed link was opened */
  email_verified?: boolean;
  /** False when it was deactivated or erased: nobody can write to it */
  active: boolean;
  /** The first account of a server administers it */
  server_role: "admin" | "user";
  status: Status;
  last_seen_at: Time | null;
  created_at: Time;
}

export interface UserSummary {
  id: Id;
  username: string;
  display_name: string;
  avatar_url: string | null;
  /** True for a program; else not there */
  bot?: boolean;
}

export interface WebhookDelivery {
  id: Id;
  /** The same in every attempt, and in `parley-delivery` */
  event_id: string;
  event: "message_created" | "message_edited" | "message_deleted" | "reaction_added" | "reaction_removed";
  message_id: Id;
  /** `pending`: it will be tried again */
  state: "pending" | "delivered" | "failed";
  attempts: number;
  response_status: number | null;
  /** Why there was no answer of 200 to 299 */
  error: string | null;
  /** Of the last attempt */
  duration_ms: number;
  created_at: Time;
  attempted_at: Time;
}

/** Stable word to switch on; the list may grow. */
export type ErrorCode = "validation_failed" | "malformed_json" | "form_malformed" | "file_missing" | "address_refused" | "token_missing" | "token_invalid" | "token_expired" | "session_ended" | "invalid_credentials" | "refresh_token_invalid" | "wrong_password" | "account_deactivated" | "link_invalid" | "permission_denied" | "not_a_member" | "muted" | "room_read_only" | "banned" | "user_deactivated" | "blocked" | "registration_closed" | "file_link_invalid" | "invitation_invalid" | "scope_missing" | "not_found" | "user_not_found" | "room_not_found" | "dm_not_found" | "message_not_found" | "session_not_found" | "report_not_found" | "call_not_found" | "member_not_found" | "file_not_found" | "upload_not_found" | "bot_not_found" | "emoji_not_found" | "webhook_not_found" | "username_taken" | "email_taken" | "emoji_name_taken" | "emoji_limit_reached" | "room_archived" | "last_owner" | "last_administrator" | "report_resolved" | "call_busy" | "call_not_ringing" | "call_elsewhere" | "call_peer_away" | "calls_need_two" | "message_deleted" | "pin_limit_reached" | "edit_window_over" | "saved_limit_reached" | "reaction_limit_reached" | "bot_inactive" | "bot_limit_reached" | "token_limit_reached" | "webhook_limit_reached" | "file_in_use" | "upload_offset_wrong" | "upload_incomplete" | "payload_too_large" | "file_too_large" | "quota_exceeded" | "file_type_refused" | "unsupported_media_type" | "range_not_satisfiable" | "file_refused" | "slow_mode" | "too_many_connections" | "rate_limited" | "storage_full" | "internal_error" | "gifs_not_configured" | "mail_not_configured" | "search_too_broad" | "overloaded" | "service_unavailable";

/** RFC 9457 problem: the one shape of every failure, over HTTP and in acknowledgements. */
export interface Problem {
  /** Where this code is explained */
  type: string;
  /** What the code means, in a few words */
  title: string;
  /** HTTP status, the same over sockets */
  status: number;
  /** What was wrong this time; for people */
  detail: string;
  code: ErrorCode;
  /** Names this request in the log of the server */
  request_id: string;
  /** Each field that was not valid */
  errors?: {
    path: string;
    message: string;
  }[];
  /** How long to wait before asking again */
  retry_after_ms?: number;
}

/** What a client can ask for. `empty`: over HTTP it answers with nothing. */
export interface Operations {
  /** Invite people to this server (administrators) */
  create_invitation: {
    input: {
      uses?: number;
      /** Seconds */
      expires_in?: number;
    };
    output: {
      invitation: Invitation;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'scope_missing' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Sign in. Ten wrong passwords for an account within 15 minutes answer 429 for the rest of them. */
  login: {
    input: {
      email: string;
      password: string;
    };
    output: Session;
    errors: 'validation_failed' | 'malformed_json' | 'invalid_credentials' | 'account_deactivated' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** End the session: its tokens and its sockets, on every node */
  logout: {
    input: {
      refresh_token?: string;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** A new pair of tokens. A refresh token is good once. For a minute it answers the same pair again, so that a lost answer may be asked for anew, as long as the new refresh token was not used. After that using it again ends the session: one of its two users stole it. */
  refresh: {
    input: {
      refresh_token: string;
    };
    output: Session;
    errors: 'validation_failed' | 'malformed_json' | 'refresh_token_invalid' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Keep a connection with a new access token. The answer to `token_expiring`. The token must be of the same session. */
  refresh_token: {
    input: {
      token: string;
    };
    output: {
      /** When the connection ends unless it is renewed again */
      expires_at: Time;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Make an account. The first account of a server is its administrator. */
  register: {
    input: {
      username: string;
      email: string;
      password: string;
      /** The username when it is not given */
      display_name?: string;
      /** Needed where REGISTRATION is `invite` */
      invitation?: string;
    };
    output: Session;
    errors: 'validation_failed' | 'malformed_json' | 'registration_closed' | 'invitation_invalid' | 'username_taken' | 'email_taken' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** The signed-in user */
  get_me: {
    input: Record<string, never>;
    output: {
      user: User;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** One user */
  get_user: {
    input: {
      user_id: Id;
    };
    output: {
      user: User;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'user_not_found' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Directory: people by the beginning of a username or of a word of the display name */
  search_users: {
    input: {
      query?: string;
      /** How many at most */
      limit?: number;
      after?: Id;
    };
    output: {
      /** In the order of usernames */
      users: User[];
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Change the own profile */
  update_me: {
    input: {
      display_name?: string;
      /** An address elsewhere is fetched once, and its picture kept here: nobody who sees it is known there */
      avatar_url?: string | null;
      /** An own upload to be the picture from now on */
      avatar_file_id?: Id;
    };
    output: {
      user: User;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'file_not_found' | 'file_in_use' | 'payload_too_large' | 'unsupported_media_type' | 'file_refused' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Another e-mail address. Where the server sends mail, the address becomes the new one when the link is opened that is mailed to it, and `confirmation_sent` is true. Else it becomes the new one at once. A wrong password answers 403 `wrong_password` and counts as a failed sign-in; too many of them answer 429. */
  change_email: {
    input: {
      email: string;
      password: string;
    };
    output: {
      user: User;
      confirmation_sent: boolean;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'wrong_password' | 'scope_missing' | 'email_taken' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Another password; all other sessions end. A wrong password answers 403 `wrong_password` and counts as a failed sign-in; too many of them answer 429. */
  change_password: {
    input: {
      current_password: string;
      password: string;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'wrong_password' | 'scope_missing' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** Confirm an e-mail address by the link that was mailed to it. The link is `/confirm-email#token=…` below the address of the server. It is good once, for a day. */
  confirm_email: {
    input: {
      token: string;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'link_invalid' | 'email_taken' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** Replace a forgotten password; all sessions end. The link is `/reset-password#token=…` below the address of the server. It is good once, for an hour. A password that is refused does not use it up. */
  confirm_password_reset: {
    input: {
      token: string;
      password: string;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'link_invalid' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** Close the own account for the time being; all sessions end. The directory does not list it, nobody can write to it, and signing in answers 403 `account_deactivated` until an administrator opens it again. What was written stays. A wrong password answers 403 `wrong_password` and counts as a failed sign-in; too many of them answer 429. */
  deactivate_account: {
    input: {
      password: string;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'wrong_password' | 'scope_missing' | 'last_administrator' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** Sign out all devices but this one */
  end_other_sessions: {
    input: Record<string, never>;
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** Sign out one device: its tokens and its sockets end, on every node */
  end_session: {
    input: {
      session_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'session_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** Erase the own account for good; all sessions end. At once gone are address, name, picture, password and sessions; memberships, blocks and all that is only theirs follow within minutes. The username becomes `deleted-…`, messages keep their place without saying whose they were. With `erase_messages` they are deleted too, in every conversation. A room that they own passes to who has the highest role there, and of those to who has been there longest. A wrong password answers 403 `wrong_password` and counts as a failed sign-in; too many of them answer 429. */
  erase_account: {
    input: {
      password: string;
      erase_messages?: boolean;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'wrong_password' | 'scope_missing' | 'last_administrator' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** All that the server keeps of oneself, as a JSON file. One object: `format`, `exported_at`, and an entry for each kind of data: `profile`, `sessions`, `conversations`, `messages` (what one wrote and did not delete), `files` and what the parts of the server keep beside (`preferences`, `saved`, `drafts`, …). Entries may be added. It is written while it is sent: one that ends in the middle is not whole. Files are named, not contained. */
  export_me: {
    input: Record<string, never>;
    output: Response;
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Where one is signed in, the latest first */
  list_sessions: {
    input: Record<string, never>;
    output: {
      sessions: OwnSession[];
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Mail a link by which a forgotten password is replaced. The answer and the time that it takes are the same whether the address is known or not. Counted by IP address and by e-mail address. On a server that sends no mail, 501 `mail_not_configured`: an administrator can make the link. */
  request_password_reset: {
    input: {
      email: string;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'mail_not_configured' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** Mail the link again that confirms the own address. Nothing is mailed when it is confirmed already (`email_verified` of the own user). */
  resend_verification: {
    input: Record<string, never>;
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'mail_not_configured' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** Block somebody; nobody but the own devices is told. Nobody can block more than 1,000 people. Blocking again changes nothing. */
  block_user: {
    input: {
      user_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'user_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** Whom the caller has blocked, in the order in which they did. Between two of whom one has blocked the other, nobody opens a conversation of the two, nor sends, edits, reacts or is seen typing in the one that there is: 403 `blocked`, the same in both directions, so that it does not tell who blocked whom. They still read it, and delete what is their own. Rooms and groups are the same for everybody: clients fold messages there. */
  list_blocked: {
    input: Record<string, never>;
    output: {
      users: UserSummary[];
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** End a block; of who is not blocked it changes nothing */
  unblock_user: {
    input: {
      user_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** Follow the presence of these people on this socket; replaces the set before */
  presence_subscribe: {
    input: {
      user_ids: Id[];
    };
    output: {
      presence: Presence[];
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Set the own state and custom status. `online` shows what the connections say (online, away); `invisible` shows as `offline` to others. */
  set_status: {
    input: {
      state: "online" | "away" | "busy" | "offline" | "invisible";
      text?: string;
      emoji?: string;
      /** When text and emoji go away by themselves; not in the past */
      expires_at?: string | null;
    };
    output: {
      user: User;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Make a room read-only (owner) */
  archive_room: {
    input: {
      room_id: Id;
    };
    output: {
      room: Room;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Make a room; who makes it owns it */
  create_room: {
    input: {
      name: string;
      description?: string;
      type: RoomType;
      member_ids?: Id[];
    };
    output: {
      room: Room;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'user_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Delete a room with all that was said in it (owner) */
  delete_room: {
    input: {
      room_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** One room */
  get_room: {
    input: {
      room_id: Id;
    };
    output: {
      room: Room;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'room_not_found' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Become a member of a public room; joining again changes nothing. Who joins an empty room owns it. Nobody can be in more than 500 rooms. */
  join_room: {
    input: {
      room_id: Id;
    };
    output: {
      room: Room;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'banned' | 'scope_missing' | 'room_not_found' | 'room_archived' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** End the own membership; the last owner cannot while others stay. An owner makes another member the owner first. The last member may leave: a public room then waits, empty, for the next who joins; a private one is archived, since nobody could enter it again. */
  leave_room: {
    input: {
      room_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'last_owner' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** Rooms that the caller can see. First all that the caller has joined, then public ones page by page; `cursor` of one page asks for the next. `query` finds rooms by the beginnings of words of their names. */
  list_rooms: {
    input: {
      type?: RoomType;
      query?: string;
      /** How many at most */
      limit?: number;
      cursor?: Id;
    };
    output: {
      rooms: Room[];
      has_more: boolean;
      cursor: Id | null;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Open an archived room again (owner) */
  unarchive_room: {
    input: {
      room_id: Id;
    };
    output: {
      room: Room;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Change name, description, or who may write how often (admins). In a `read_only` room only moderators and above send, be it messages or replies in threads: a reply can be shown in the room too, and all who follow the thread are told of it. Everybody still reacts, edits and deletes what is their own. With `slow_mode_ms` a member sends one message or reply in that time; moderators and above are not slowed. With `retention_days` messages are removed for good within an hour after they have become so old: see `history_removed`. */
  update_room: {
    input: {
      room_id: Id;
      name?: string;
      description?: string;
      read_only?: boolean;
      slow_mode_ms?: number;
      link_previews?: boolean;
      /** Messages older than this are removed; null: kept as long as the server keeps them */
      retention_days?: number | null;
      /** An own upload to be the cover from now on; null takes it off */
      cover_file_id?: Id | null;
    };
    output: {
      room: Room;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'file_not_found' | 'room_archived' | 'file_in_use' | 'payload_too_large' | 'unsupported_media_type' | 'file_refused' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Bring people into a room (admins); who is in already stays as they are */
  add_members: {
    input: {
      room_id: Id;
      user_ids: Id[];
    };
    output: {
      members: Member[];
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'banned' | 'scope_missing' | 'user_not_found' | 'room_not_found' | 'room_archived' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Members of a room, in the order of their ids; `after` is the id of the last user of the page before */
  list_members: {
    input: {
      room_id: Id;
      /** How many at most */
      limit?: number;
      after?: Id;
    };
    output: {
      members: Member[];
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Keep a member of a lower role from saying anything for a time (moderators). Who is muted reads, but neither sends, edits, reacts nor is seen typing: 403 `muted`, with the end in `detail`. It ends by itself after `expires_in_ms`; null has no end. Muting again replaces end and reason. Leaving and joining again does not end it; a higher role does. */
  mute_member: {
    input: {
      room_id: Id;
      user_id: Id;
      expires_in_ms: number | null;
      reason?: string;
    };
    output: {
      member: Member;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'member_not_found' | 'room_archived' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Take somebody of a lower role out of a room (admins) */
  remove_member: {
    input: {
      room_id: Id;
      user_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'member_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** End a mute; of who is not muted it changes nothing (moderators) */
  unmute_member: {
    input: {
      room_id: Id;
      user_id: Id;
    };
    output: {
      member: Member;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'member_not_found' | 'room_archived' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Give a member another role. Admins make moderators and members, the owner makes admins too. `owner` transfers the ownership: the owner becomes an admin. */
  update_member: {
    input: {
      room_id: Id;
      user_id: Id;
      role: Role;
    };
    output: {
      member: Member;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'member_not_found' | 'room_archived' | 'last_owner' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Keep somebody out of a room (admins). A member of a lower role is taken out; who is not in may be banned too. Until the ban ends they cannot join, be added or come by an invitation: 403 `banned`. Of a ban and a join at once the ban wins. Banning again replaces end and reason. */
  ban_user: {
    input: {
      room_id: Id;
      user_id: Id;
      reason?: string;
      expires_in_ms?: number;
    };
    output: {
      ban: Ban;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'user_not_found' | 'room_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Let somebody join again; of who is not banned it changes nothing (admins) */
  lift_ban: {
    input: {
      room_id: Id;
      user_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** Who is banned, in the order of their ids; `after` is the id of the last user of the page before (admins) */
  list_bans: {
    input: {
      room_id: Id;
      /** How many at most */
      limit?: number;
      after?: Id;
    };
    output: {
      bans: Ban[];
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Join the room that a link leads to. Never more join by it than `max_uses`. Who is in the room already uses none up. */
  accept_invitation: {
    input: {
      code: string;
    };
    output: {
      room: Room;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'banned' | 'invitation_invalid' | 'scope_missing' | 'room_archived' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Make a link by which people join a room, also a private one (who may add members) */
  create_room_invitation: {
    input: {
      room_id: Id;
      max_uses?: number;
      expires_in_ms?: number;
    };
    output: {
      invitation: RoomInvitation;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'room_archived' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Which room a link leads to. A link that is unknown, has expired, was revoked or is used up: 403 `invitation_invalid`. */
  get_invitation: {
    input: {
      code: string;
    };
    output: {
      invitation: InvitationPreview;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'invitation_invalid' | 'scope_missing' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Links of a room that are good still, the oldest first. `after` is the id of the last invitation of the page before. */
  list_room_invitations: {
    input: {
      room_id: Id;
      /** How many at most */
      limit?: number;
      after?: Id;
    };
    output: {
      invitations: RoomInvitation[];
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'room_archived' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Make a link good for nothing; one that is so already stays so */
  revoke_room_invitation: {
    input: {
      room_id: Id;
      invitation_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'room_archived' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** One conversation, hidden or not */
  get_dm: {
    input: {
      dm_id: Id;
    };
    output: {
      conversation: Conversation;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'dm_not_found' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Take a conversation off the caller's list until its next message. Nothing is deleted, nobody else notices, and `ready` still has its head. The next message, whoever sends it, or opening the conversation brings it back. A client that gets a message of a conversation that it does not list asks for it by its id. */
  hide_dm: {
    input: {
      dm_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'dm_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** Conversations of the caller, the latest activity first, without those that are hidden. Nearly always all of them: a page holds as many as one `sync` takes. `before` is the id of the last conversation of the page before. One that becomes active between two pages may come twice; none is left out. */
  list_dms: {
    input: {
      limit?: number;
      before?: Id;
    };
    output: {
      conversations: Conversation[];
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'dm_not_found' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** The conversation with these people, made when it is not there yet. There is exactly one conversation for a set of people, whoever asks and however many at once. The caller is implied and may be named: two people in all, or a group of 3 to 10. One that the caller has hidden is in their list again. */
  open_dm: {
    input: {
      participant_ids: Id[];
    };
    output: {
      conversation: Conversation;
      created: boolean;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'user_deactivated' | 'blocked' | 'scope_missing' | 'user_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Delete an own message, or as a moderator another's. The message keeps its place without content. Deleting again changes nothing. */
  delete_message: {
    input: {
      message_id: Id;
    };
    output: {
      message: Message;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'message_not_found' | 'room_archived' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** Edit an own message. An operator may set a time after which nobody edits; it says 403 `edit_window_over` then. */
  edit_message: {
    input: {
      message_id: Id;
      /** Blank only where attachments stay */
      content: string;
    };
    output: {
      message: Message;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'muted' | 'user_deactivated' | 'blocked' | 'scope_missing' | 'message_not_found' | 'room_archived' | 'message_deleted' | 'edit_window_over' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Send a message on to another conversation. Takes what `send_message` takes to send, limits and all. The new message holds the text and who wrote it in `forwarded_from`, its files in `attachments`, and in `content` what the caller says to it. Everybody who reads it sees the same: the ids of the first message and of its conversation open nothing for who is not in that. Who forwards a forwarded message forwards the first one. When that is deleted, its text and files go from every message that it was forwarded with (`message_updated`); an edit does not reach them. The text mentions nobody again. */
  forward_message: {
    input: {
      message_id: Id;
      /** What the caller says to it; may be left out */
      content?: string;
      client_id?: string;
    } & OneOf<{
      room_id: Id;
      dm_id: Id;
      /** Somebody to send it to: the conversation of the two is found, or made with this message */
      user_id: Id;
    }>;
    output: {
      message: Message;
      created: boolean;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'muted' | 'room_read_only' | 'user_deactivated' | 'blocked' | 'scope_missing' | 'user_not_found' | 'room_not_found' | 'dm_not_found' | 'message_not_found' | 'room_archived' | 'message_deleted' | 'payload_too_large' | 'unsupported_media_type' | 'slow_mode' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** One message */
  get_message: {
    input: {
      message_id: Id;
    };
    output: {
      message: Message;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'scope_missing' | 'message_not_found' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** History of a conversation, a page in ascending order. The newest page without a cursor. `before`, `after` and `around` take the id of a message of the conversation. `has_more` speaks of the direction asked for (of older ones for `around`). Thread replies are left out unless they were sent to the room too. */
  list_messages: {
    input: {
      /** How many at most */
      limit?: number;
      before?: Id;
      after?: Id;
      around?: Id;
    } & OneOf<{
      room_id: Id;
      dm_id: Id;
    }>;
    output: {
      messages: Message[];
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'dm_not_found' | 'message_not_found' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Earlier texts of a message, oldest first */
  message_history: {
    input: {
      message_id: Id;
    };
    output: {
      edits: {
        content: string;
        edited_at: Time;
        editor_id: Id;
      }[];
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'scope_missing' | 'message_not_found' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Take the previews of links off an own message, for good. Links in a message get previews within moments, three at most: `message_updated` brings them. Links in code and in spoilers get none. A link to a picture, a GIF for example, is previewed as the picture, without a title. After an edit they are those of the new text. Once they were removed the message gets none any more. `link_previews` of a room turns them off there. */
  remove_previews: {
    input: {
      message_id: Id;
    };
    output: {
      message: Message;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'message_not_found' | 'room_archived' | 'message_deleted' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Send a message. Acknowledged means stored, once, in order. Sending the same `client_id` again answers with the message that exists (`created: false`), is not rate-limited and broadcasts nothing. Everyone in the conversation gets `new_message`. `@room` and `@here` mention everybody in a room, in one of more than 50 members only when a moderator or above writes it; else, and in a DM, they are plain text. */
  send_message: {
    input: {
      /** May be left out with attachments */
      content?: string;
      /** Own files that were uploaded and not sent yet, in this order */
      attachment_ids?: Id[];
      /** Members to mention beside those whom the server finds in the content */
      mentions?: Id[];
      /** The message that this replies to, in its thread */
      parent_id?: Id;
      /** Show a reply in the conversation too */
      also_in_room?: boolean;
      /** Any word that is unique for the sender in the conversation, a UUID for example */
      client_id?: string;
    } & OneOf<{
      room_id: Id;
      dm_id: Id;
      /** Somebody to write to: the conversation of the two is found, or made with this message */
      user_id: Id;
    }>;
    output: {
      message: Message;
      created: boolean;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'muted' | 'room_read_only' | 'user_deactivated' | 'blocked' | 'scope_missing' | 'user_not_found' | 'room_not_found' | 'dm_not_found' | 'message_not_found' | 'file_not_found' | 'room_archived' | 'message_deleted' | 'file_in_use' | 'payload_too_large' | 'unsupported_media_type' | 'slow_mode' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Follow the thread of a message; what was said in it before is not unread */
  follow_thread: {
    input: {
      message_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'scope_missing' | 'message_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** A message and the replies to it, in ascending order */
  get_thread: {
    input: {
      message_id: Id;
      /** How many at most */
      limit?: number;
      before?: Id;
      after?: Id;
    };
    output: {
      parent_message: Message;
      replies: Message[];
      participants: UserSummary[];
      /** Whether who asks follows the thread */
      following: boolean;
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'scope_missing' | 'message_not_found' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Threads that the caller follows, the latest activity first. One follows a thread that one started, replied in or is mentioned in, until one unfollows it. `before` is the id of the parent message of the last thread of the page before. A thread that becomes active between two pages may come twice; none is left out. Threads of conversations that one is not in any more are not followed. A new reply is in it within moments. */
  list_threads: {
    input: {
      /** How many at most */
      limit?: number;
      before?: Id;
    };
    output: {
      threads: Thread[];
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'scope_missing' | 'message_not_found' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Every reply of a thread up to this message is read; a position moves forward only. Names a reply, or the message that the thread hangs on. Of a thread that the caller does not follow no position is kept. The own devices get `thread_update`. Replies never count in the conversation’s own counters. */
  mark_thread_read: {
    input: {
      message_id: Id;
    };
    output: ThreadState;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'scope_missing' | 'message_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Follow the thread of a message no more. Being mentioned in it changes nothing about that; replying in it again does. */
  unfollow_thread: {
    input: {
      message_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'scope_missing' | 'message_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** React to a message; once for each user and emoji */
  add_reaction: {
    input: {
      message_id: Id;
      /** One emoji of Unicode, which is kept fully-qualified, or the `:name:` of a custom emoji */
      emoji: string;
    };
    output: {
      success: true;
      message: Message;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'muted' | 'user_deactivated' | 'blocked' | 'scope_missing' | 'message_not_found' | 'emoji_not_found' | 'room_archived' | 'message_deleted' | 'reaction_limit_reached' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Take a reaction back */
  remove_reaction: {
    input: {
      message_id: Id;
      /** One emoji of Unicode, which is kept fully-qualified, or the `:name:` of a custom emoji */
      emoji: string;
    };
    output: {
      success: true;
      message: Message;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'muted' | 'user_deactivated' | 'blocked' | 'scope_missing' | 'message_not_found' | 'room_archived' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Make an emoji of an own upload that was not sent, which is used up by it. A server has at most 500. */
  create_emoji: {
    input: {
      /** 2 to 32 of `a-z 0-9 _ + -` */
      name: string;
      file_id: Id;
    };
    output: {
      emoji: CustomEmoji;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'file_not_found' | 'emoji_name_taken' | 'emoji_limit_reached' | 'file_in_use' | 'payload_too_large' | 'unsupported_media_type' | 'file_refused' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Remove an emoji, by who made it or an administrator. Reactions with it stay, and can be taken back. */
  delete_emoji: {
    input: {
      emoji_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'scope_missing' | 'emoji_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** All custom emoji of this server, in the order in which they were made. A name that is not among them is text. An emoji may be removed while messages and reactions name it: show `:name:` then. */
  list_emojis: {
    input: Record<string, never>;
    output: {
      emojis: CustomEmoji[];
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Messages that the caller saved, the latest saved first. `before` is the id of the last message of the page before. Messages of a conversation that the caller is not in are left out until they are in it again; a deleted one shows as deleted. */
  list_saved: {
    input: {
      /** How many at most */
      limit?: number;
      before?: Id;
    };
    output: {
      saved: SavedMessage[];
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'message_not_found' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Save a message for later; only oneself sees it. Nobody can save more than 1,000 messages. Saving again changes nothing. The own devices get `saved_updated`. */
  save_message: {
    input: {
      message_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'scope_missing' | 'message_not_found' | 'message_deleted' | 'saved_limit_reached' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** Take a message off the saved ones; of one that was not saved, or is gone, it changes nothing */
  unsave_message: {
    input: {
      message_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** What the caller began to write and has not sent, the latest first. All of them: the latest 200 are kept. Drafts in conversations that the caller is not in are left out. */
  list_drafts: {
    input: Record<string, never>;
    output: {
      drafts: Draft[];
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Keep what is being written in a conversation, or in a thread of it, for all own devices. An empty content removes it, and so does sending a message there. The latest writing wins: one that was written before what is there changes nothing, and the answer says what stands. The other devices get `draft_updated`. */
  save_draft: {
    input: {
      content: string;
      /** Any message of the thread */
      parent_id?: Id;
      /** For what was written offline. Now unless given; the future counts as now */
      written_at?: string;
    } & OneOf<{
      room_id: Id;
      dm_id: Id;
    }>;
    output: {
      draft: Draft;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'dm_not_found' | 'message_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Pinned messages of a room in chronological order */
  list_pinned: {
    input: {
      room_id: Id;
    };
    output: {
      messages: Message[];
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Pin a message to its room (admins); ten at most */
  pin_message: {
    input: {
      message_id: Id;
    };
    output: {
      message: Message;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'message_not_found' | 'room_archived' | 'message_deleted' | 'pin_limit_reached' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Unpin a message (admins) */
  unpin_message: {
    input: {
      message_id: Id;
    };
    output: {
      message: Message;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'message_not_found' | 'room_archived' | 'message_deleted' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Give an own upload up */
  cancel_upload: {
    input: {
      upload_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'upload_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** Begin an upload that can go on after the connection was lost. For large files. Send the parts in order, each with the `offset` that the last answer named. After a failure ask for the upload, and go on from its `offset`. */
  create_upload: {
    input: {
      file_name: string;
      file_size: number;
      /** The client can put the parts straight to the storage. Where this server does not offer it, the answer says `direct: false`, and the parts come here. */
      direct?: boolean;
    };
    output: {
      upload: Upload;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'payload_too_large' | 'file_too_large' | 'quota_exceeded' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Remove an own file that was not sent. A file that was sent goes with its message. */
  delete_file: {
    input: {
      file_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'file_not_found' | 'file_in_use' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** All parts are there: make a file of them. The id of the file is that of the upload. Finishing again answers with the same file. */
  finish_upload: {
    input: {
      upload_id: Id;
    };
    output: File;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'upload_not_found' | 'upload_incomplete' | 'payload_too_large' | 'file_type_refused' | 'unsupported_media_type' | 'file_refused' | 'rate_limited' | 'storage_full' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** The file with fresh URLs, for who may read a message that has it */
  get_file_link: {
    input: {
      file_id: Id;
    };
    output: {
      file: File;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'file_not_found' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** How far an own upload has come */
  get_upload: {
    input: {
      upload_id: Id;
    };
    output: {
      upload: Upload;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'upload_not_found' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Files that were sent in a conversation, the latest first. `before` is the id of the last file of the page before. */
  list_files: {
    input: {
      /** How many at most */
      limit?: number;
      before?: Id;
      /** Only files of this sort */
      media?: "image" | "video" | "audio" | "other";
    } & OneOf<{
      room_id: Id;
      dm_id: Id;
    }>;
    output: {
      files: SentFile[];
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'dm_not_found' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** The next bytes of an upload. The body is the bytes themselves. A part that breaks off counts for nothing. */
  put_upload_part: {
    input: {
      upload_id: Id;
      offset: number;
    } & { bytes: Blob };
    output: {
      upload: Upload;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'upload_not_found' | 'upload_offset_wrong' | 'payload_too_large' | 'file_too_large' | 'unsupported_media_type' | 'rate_limited' | 'storage_full' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** The address to which a part of a direct upload is put. Send `size` bytes from `offset` there with `PUT`, without a token. The address takes exactly so many bytes, of this one part, for a limited time. Parts may be put in any order, and again. */
  sign_upload_part: {
    input: {
      upload_id: Id;
      offset: number;
    };
    output: {
      url: string;
      size: number;
      expires_at: Time;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'upload_not_found' | 'upload_offset_wrong' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Upload a file, to be sent with a message. A form with one field, `file`. Its type is found in its content, not in its name. Location and camera data are removed from pictures; a file without such data keeps its bytes. A file that no message has within a day is removed. What the server finds out later (the poster and the length of a film, the first page of a PDF) comes with `message_updated`. */
  upload_file: {
    input: { file: Blob };
    output: File;
    errors: 'validation_failed' | 'malformed_json' | 'form_malformed' | 'file_missing' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'payload_too_large' | 'file_too_large' | 'quota_exceeded' | 'file_type_refused' | 'unsupported_media_type' | 'file_refused' | 'rate_limited' | 'storage_full' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** The user is typing; repeat every second or two while it lasts */
  typing_start: {
    input: {
      parent_id?: Id;
    } & OneOf<{
      room_id: Id;
      dm_id: Id;
    }>;
    output: Record<string, unknown>;
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'muted' | 'room_read_only' | 'user_deactivated' | 'blocked' | 'scope_missing' | 'room_not_found' | 'dm_not_found' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** The user stopped typing */
  typing_stop: {
    input: {
      parent_id?: Id;
    } & OneOf<{
      room_id: Id;
      dm_id: Id;
    }>;
    output: Record<string, unknown>;
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'muted' | 'room_read_only' | 'user_deactivated' | 'blocked' | 'scope_missing' | 'room_not_found' | 'dm_not_found' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Forget a recent search */
  forget_search: {
    input: {
      recent_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** Forget all recent searches */
  forget_searches: {
    input: Record<string, never>;
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** Recent searches of one’s own, the latest first */
  list_recent_searches: {
    input: Record<string, never>;
    output: {
      searches: RecentSearch[];
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Search messages of the conversations that the caller is in. All words must occur, in any order and in any form of case and accents; the last one may be the beginning or a part of a word, unless a space follows it. File names count as well as content; thread replies are found, deleted messages are not. In the query: `"an exact phrase"`, `-without`, `from:@amy` (or `from:me`), `in:#room` (or `in:@amy` for a DM), `has:link|file|image|video`, `before:2026-01-31`, `after:`, `on:`. Operators narrow down what the fields say. Pages stay as they were begun while messages arrive. Something must be asked for: words, or a filter. */
  search_messages: {
    input: {
      query?: string;
      room_id?: Id;
      dm_id?: Id;
      sender_id?: Id;
      /** Not sent before: a day or a moment */
      from?: string;
      /** Not sent later: a day, to its end, or a moment */
      to?: string;
      /** Where days begin, such as `Europe/Berlin` */
      time_zone?: string;
      /** `file` is any attachment, `link` a link in the content, `text` a message without attachments */
      content_type?: "text" | "file" | "image" | "video" | "link";
      /** By `relevance`: exact words and phrases first, then parts of words, newer ones first */
      sort?: "newest" | "relevance";
      /** Keep it among the recent searches of the caller: `false` while they type */
      remember?: boolean;
      /** How many at most */
      limit?: number;
      /** As the page before gave it, with the same query and filters */
      cursor?: string;
    };
    output: {
      results: SearchResult[];
      has_more: boolean;
      /** Of the next page; null when there is none */
      cursor: string | null;
      /** Operators of the query that name nobody and nothing, such as `from:@nobody`: nothing is found then */
      unknown: string[];
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'dm_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'search_too_broad' | 'overloaded' | 'service_unavailable';
  };
  /** What to search for, as somebody types. For nothing typed: recent searches of one’s own. Else recent searches that begin so, people (`from:@amy`), rooms of the caller (`in:#general`) and words that are used in their conversations. `from:` and `in:` alone suggest people and rooms. */
  suggest_searches: {
    input: {
      q?: string;
    };
    output: {
      suggestions: Suggestion[];
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Who has read a message, in the order of their ids, without its sender. Those members whose position is at the message or after it; of a reply that stands in its thread alone, those followers who read on there. `after` is the id of the last user of the page before. A big room is read page by page; its readers are announced by `message_read` in rooms of up to 200 members only. */
  list_receipts: {
    input: {
      message_id: Id;
      /** How many at most */
      limit?: number;
      after?: Id;
    };
    output: {
      read_by: Receipt[];
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'scope_missing' | 'message_not_found' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Everything up to this message is read; a position moves forward only */
  mark_read: {
    input: {
      message_id: Id;
    } & OneOf<{
      room_id: Id;
      dm_id: Id;
    }>;
    output: {
      unread_count: number;
      mention_count: number;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'dm_not_found' | 'message_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** This message and all after it are unread again */
  mark_unread: {
    input: {
      message_id: Id;
    } & OneOf<{
      room_id: Id;
      dm_id: Id;
    }>;
    output: {
      unread_count: number;
      mention_count: number;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'dm_not_found' | 'message_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Why a message did or did not notify the caller. Said by the rules that decided it. Of who was concerned it is the decision of that moment, which is kept; of who was not, what the rules say now, which may be `notified` though it was not then. */
  explain_notification: {
    input: {
      message_id: Id;
    };
    output: {
      notified: boolean;
      /** As what it concerned the caller */
      kind: "mention" | "direct" | "thread_reply" | "keyword" | "message" | "reaction" | "room_added" | "missed_call" | null;
      reason: "own_message" | "deleted" | "not_a_member" | "before_joining" | "not_concerned" | "blocked" | "conversation_muted" | "thread_muted" | "level_none" | "direct_messages_off" | "thread_replies_off" | "reactions_off" | "not_here" | "busy" | "notified";
      /** Null when it is what the rules say now */
      decided_at: Time | null;
      /** It was taken back later: edited, deleted, or the caller has left */
      withdrawn: boolean;
      rules: NotificationRule[];
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'scope_missing' | 'message_not_found' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** What the caller was notified of, the newest first. `before` is the id of the last one of the page before. What was taken back (the mention was edited out, the message deleted, the room left) is not listed. Kept for 90 days. */
  list_notifications: {
    input: {
      /** How many at most */
      limit?: number;
      before?: Id;
      /** `true`: only what is not read */
      unread?: string;
    };
    output: {
      notifications: Notification[];
      /** Notifications of the caller that are not read */
      unread_count: number;
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** These notifications are read, or all up to one, or all; on every device. Exactly one of `ids`, `up_to` and `all`. Reading a conversation or a thread past a message reads its notifications too. The own devices get `notifications_read`. */
  read_notifications: {
    input: OneOf<{
      ids: Id[];
      /** This one and all older ones */
      up_to: Id;
      all: true;
    }>;
    output: {
      /** Notifications of the caller that are not read */
      unread_count: number;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Push notifications to this browser, too. Takes what `PushSubscription.toJSON()` gives. An endpoint belongs to one account: who signs in on a browser takes it over. At most 20 a user: the oldest goes. What the push service no longer knows is removed by itself. */
  add_push_subscription: {
    input: {
      endpoint: string;
      expirationTime?: number | null;
      keys: {
        p256dh: string;
        auth: string;
      };
    };
    output: {
      id: Id;
      created: boolean;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** The VAPID public key of this server: `applicationServerKey` of `pushManager.subscribe()` */
  get_push_key: {
    input: Record<string, never>;
    output: {
      /** base64url, 65 bytes */
      public_key: string;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Push to this browser no more; of one that is not there it changes nothing */
  remove_push_subscription: {
    input: {
      endpoint: string;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** What notifies the caller, and what their devices agree on */
  get_preferences: {
    input: Record<string, never>;
    output: {
      preferences: Preferences;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Change what is named and leave the rest; the own devices get `preferences_updated`. `conversations` and `threads` change those that they name, and `interface` its keys: an empty value removes one. At most 50 keywords, 1000 conversations with a setting of their own and 1000 muted threads. */
  update_preferences: {
    input: {
      notify?: "all" | "mentions" | "none";
      direct_messages?: boolean;
      thread_replies?: boolean;
      reactions?: boolean;
      keywords?: string[];
      push?: boolean;
      push_content?: boolean;
      quiet_hours?: QuietHours | null;
      receipts?: boolean;
      interface?: Record<string, string>;
      conversations?: ({
        notify?: "all" | "mentions" | "none" | "default";
        /** In the year 9999 for good; null, or a time that has passed, ends it */
        muted_until?: string | null;
      } & OneOf<{
        room_id: Id;
        dm_id: Id;
      }>)[];
      threads?: {
        message_id: Id;
        muted: boolean;
      }[];
    };
    output: {
      preferences: Preferences;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'dm_not_found' | 'message_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Everything after the numbers that the client has, once, in order. Messages (thread replies too) after `after_seq` and changes after `after_rev`, ascending. While `has_more`, ask again from the last numbers received. A conversation that is not the caller’s gets an `error` and spoils nothing else. */
  sync: {
    input: {
      conversations: ({
        after_seq?: number;
        after_rev?: number;
      } & OneOf<{
        room_id: Id;
        dm_id: Id;
      }>)[];
    };
    output: {
      conversations: (SyncedConversation | RefusedConversation)[];
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Reports of direct messages, the latest first (administrators) */
  list_reports: {
    input: {
      state?: "open" | "resolved";
      /** How many at most */
      limit?: number;
      /** The last report of the page before */
      before?: Id;
    };
    output: {
      reports: Report[];
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'scope_missing' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** What moderators and above did in a room, the latest first (admins) */
  list_room_audit: {
    input: {
      room_id: Id;
      /** How many at most */
      limit?: number;
      /** The last entry of the page before */
      before?: Id;
      /** Only what this user did */
      actor_id?: Id;
    };
    output: {
      entries: AuditEntry[];
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Reports of messages of a room, the latest first (moderators) */
  list_room_reports: {
    input: {
      room_id: Id;
      state?: "open" | "resolved";
      /** How many at most */
      limit?: number;
      /** The last report of the page before */
      before?: Id;
    };
    output: {
      reports: Report[];
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Tell those who look after the place that a message breaks its rules. In a room its moderators and above are told, in a DM the administrators of the server. Who reported is shown to them and to nobody else. A message is reported once by each: again changes nothing (200). */
  report_message: {
    input: {
      message_id: Id;
      reason: ReportReason;
      note?: string;
    };
    output: {
      report: {
        id: Id;
        message_id: Id;
        reason: ReportReason;
        note: string;
        created_at: Time;
      };
      created: boolean;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'scope_missing' | 'message_not_found' | 'message_deleted' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Decide about a report, and do what was decided (who sees the report). `message_deleted` deletes the message, `member_muted` and `member_banned` mute or ban its sender for `expires_in_ms` (without it, until somebody ends it) by the rules of those operations, and `dismissed` does nothing. In a DM there are only `dismissed` and `message_deleted`. Of two who decide at once one does: the other gets 409 `report_resolved`. */
  resolve_report: {
    input: {
      report_id: Id;
      action: "dismissed" | "message_deleted" | "member_muted" | "member_banned";
      reason?: string;
      expires_in_ms?: number;
    };
    output: {
      report: Report;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'scope_missing' | 'user_not_found' | 'report_not_found' | 'member_not_found' | 'room_archived' | 'report_resolved' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** A link by which somebody sets a new password: to be handed over in person (administrators). Good once, for an hour. For servers that send no mail, and for people who have lost their address. */
  create_password_reset_link: {
    input: {
      user_id: Id;
    };
    output: {
      url: string;
      expires_at: Time;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'scope_missing' | 'user_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Close an account: its sessions end, and nobody can sign in to it (administrators). One that is closed already stays as it is. */
  deactivate_user: {
    input: {
      user_id: Id;
      reason?: string;
    };
    output: {
      account: Account;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'scope_missing' | 'user_not_found' | 'last_administrator' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** All accounts, in the order of usernames (administrators). `query` finds as the directory does, and by the beginning of the e-mail address. */
  list_accounts: {
    input: {
      query?: string;
      state?: "active" | "deactivated" | "erased";
      /** How many at most */
      limit?: number;
      /** The last user of the page before */
      after?: Id;
    };
    output: {
      accounts: Account[];
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'scope_missing' | 'user_not_found' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** What was done on the whole server by who may act on others, the latest first (administrators) */
  list_audit: {
    input: {
      /** How many at most */
      limit?: number;
      /** The last entry of the page before */
      before?: Id;
      /** Only what this user did */
      actor_id?: Id;
    };
    output: {
      entries: AuditEntry[];
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'scope_missing' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Open a closed account again, as it was (administrators) */
  reactivate_user: {
    input: {
      user_id: Id;
    };
    output: {
      account: Account;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'scope_missing' | 'user_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Make somebody an administrator of the server, or no more (administrators). One administrator stays, whatever is asked for at once: 409 `last_administrator`. */
  set_server_role: {
    input: {
      user_id: Id;
      server_role: "admin" | "user";
    };
    output: {
      account: Account;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'scope_missing' | 'user_not_found' | 'last_administrator' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Take a call on this device; the others stop ringing. Of several devices exactly one takes it; the others get `call_not_ringing`. */
  call_accept: {
    input: {
      call_id: Id;
    };
    output: {
      call: Call;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'call_not_found' | 'call_not_ringing' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Still in the call, on this connection. To be sent every 15 s by both while they talk, and after a reconnect. A call that one of the two has left for 45 s is ended. From another device of the same user it moves the call there. */
  call_attach: {
    input: {
      call_id: Id;
    };
    output: {
      call: Call;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'call_not_found' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Refuse a call that rings */
  call_decline: {
    input: {
      call_id: Id;
    };
    output: {
      call: Call;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'call_not_found' | 'call_not_ringing' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Hang up, or stop calling */
  call_end: {
    input: {
      call_id: Id;
      /** No connection between the two could be made */
      failed?: boolean;
    };
    output: {
      call: Call;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'call_not_found' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Pass a WebRTC signal to the device at the other end. It arrives as `call_signaled`. Only between the two devices that talk, and only once the call was accepted. The caller makes the offer after `call_accepted`. */
  call_signal: {
    input: {
      call_id: Id;
      signal: Signal;
    };
    output: Record<string, unknown>;
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'call_not_found' | 'call_elsewhere' | 'call_peer_away' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Call the other one of a direct message of two. All devices of both get `call_ringing`. The device that asks is the one that will talk. Not accepted in time the call is missed, and a message of kind `call` in the conversation says so; one of each call says how it ended. */
  call_start: {
    input: {
      dm_id: Id;
      media: "audio" | "video";
    };
    output: {
      call: Call;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'user_deactivated' | 'blocked' | 'scope_missing' | 'dm_not_found' | 'call_busy' | 'calls_need_two' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** STUN and TURN servers with credentials of one’s own that last some hours */
  ice_servers: {
    input: Record<string, never>;
    output: {
      ice_servers: {
        urls: string[];
        username?: string;
        credential?: string;
      }[];
      expires_at: Time | null;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** The call that rings or goes on for the caller, if there is one */
  list_calls: {
    input: Record<string, never>;
    output: {
      calls: Call[];
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** GIFs that fit some words, or that many send just now. One is sent as an ordinary message whose content is its `url`, which is then previewed as the picture. 501 `gifs_not_configured` where the operator named no provider; 503 while the provider does not answer. */
  list_gifs: {
    input: {
      /** Nothing: those that many send just now */
      q?: string;
      /** How many at most */
      limit?: number;
      cursor?: string;
    };
    output: {
      gifs: Gif[];
      has_more: boolean;
      cursor: string | null;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'rate_limited' | 'internal_error' | 'gifs_not_configured' | 'overloaded' | 'service_unavailable';
  };
  /** Make a bot: a user without a password, who belongs to who made it. It signs in with its tokens, and gets into rooms as people do: it joins public ones, and admins bring it into others. Nobody owns more than 20. */
  create_bot: {
    input: {
      username: string;
      display_name: string;
    };
    output: {
      bot: Bot;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'username_taken' | 'bot_limit_reached' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** A token that a bot signs in with; it is shown this once. `Authorization: Bearer <token>` over REST, `auth: { token }` over sockets. `read` reads and receives events, `write` does the rest; no token reaches accounts, bots or tokens. A bot has 10 tokens at most. */
  create_bot_token: {
    input: {
      bot_id: Id;
      name: string;
      scopes: ("read" | "write")[];
      /** Without it the token is good until it is revoked */
      expires_at?: string;
    };
    output: {
      token: BotToken;
      secret: string;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'bot_not_found' | 'bot_inactive' | 'token_limit_reached' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Tokens of a bot that are good */
  list_bot_tokens: {
    input: {
      bot_id: Id;
    };
    output: {
      tokens: BotToken[];
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'bot_not_found' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** The caller’s bots; those of everybody for who administers the server and asks for `all` */
  list_bots: {
    input: {
      all?: string;
      /** How many at most */
      limit?: number;
      after?: Id;
    };
    output: {
      bots: Bot[];
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'scope_missing' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** End a token at once, with the connections that it opened */
  revoke_bot_token: {
    input: {
      bot_id: Id;
      token_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'not_found' | 'bot_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** Change a bot, give it to somebody else, or turn it off (owner, administrators). `active: false` ends all its tokens at once, on every node; what it wrote stays. Turned on again it needs new tokens. A bot is turned off with the account of its owner: who wants it to go on gives it to somebody first. */
  update_bot: {
    input: {
      bot_id: Id;
      display_name?: string;
      /** It is fetched once, and its picture kept here */
      avatar_url?: string | null;
      owner_id?: Id;
      active?: boolean;
    };
    output: {
      bot: Bot;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'scope_missing' | 'user_not_found' | 'bot_not_found' | 'bot_limit_reached' | 'payload_too_large' | 'unsupported_media_type' | 'file_refused' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** A secret URL that posts into a room (admins). Its messages come from a bot of its own, a member of the room like others: make it a moderator where only those write. A room has 10 of each kind at most. */
  create_incoming_webhook: {
    input: {
      room_id: Id;
      name: string;
    };
    output: {
      webhook: IncomingWebhook;
      /** Where to post to. It is a secret, and shown this once */
      url: string;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'room_archived' | 'webhook_limit_reached' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Have the server tell a URL what happens in a room (admins). Each event is one POST with `{ id, event, webhook_id, room_id, message, emoji?, user_id?, rev? }` and the headers `parley-event`, `parley-delivery` (the `id`) and `parley-signature: t=<seconds>,v1=<HMAC-SHA256 of "t.body" in hex>`. Anything but 200 to 299 within 10 s is tried again with growing pauses; an event may come twice, with the same `id`. New messages come in the order of `seq`, changes in the order of `rev`, and a message as it is when it is sent. Redirects are not followed, and addresses of private networks are refused. What fails again and again turns the webhook off. */
  create_outgoing_webhook: {
    input: {
      room_id: Id;
      url: string;
      events?: ("message_created" | "message_edited" | "message_deleted" | "reaction_added" | "reaction_removed")[];
    };
    output: {
      webhook: OutgoingWebhook;
      /** Key of the signatures */
      secret: string;
    };
    errors: 'validation_failed' | 'malformed_json' | 'address_refused' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'room_archived' | 'webhook_limit_reached' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Delete an incoming webhook; its bot leaves the room (admins) */
  delete_incoming_webhook: {
    input: {
      room_id: Id;
      webhook_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'webhook_not_found' | 'room_archived' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** Delete an outgoing webhook with its log; nothing more is sent (admins) */
  delete_outgoing_webhook: {
    input: {
      room_id: Id;
      webhook_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'webhook_not_found' | 'room_archived' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
    empty: true;
  };
  /** Incoming webhooks of a room (admins) */
  list_incoming_webhooks: {
    input: {
      room_id: Id;
    };
    output: {
      webhooks: IncomingWebhook[];
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'room_archived' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Outgoing webhooks of a room (admins) */
  list_outgoing_webhooks: {
    input: {
      room_id: Id;
    };
    output: {
      webhooks: OutgoingWebhook[];
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'room_archived' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** What an outgoing webhook sent in the last seven days, the newest first (admins) */
  list_webhook_deliveries: {
    input: {
      room_id: Id;
      webhook_id: Id;
      /** How many at most */
      limit?: number;
      before?: Id;
    };
    output: {
      deliveries: WebhookDelivery[];
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'webhook_not_found' | 'room_archived' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Post into a room by the secret URL of a webhook. `text` is what Slack’s webhooks call `content`: one of the two is needed, and Slack’s links `<url|name>` are understood. `username` stands before the text in bold. Sent again with the same `client_id` it answers with the message that exists. One webhook is bound by the rate of messages of one person, and by slow mode. */
  post_to_webhook: {
    input: {
      webhook_id: Id;
      secret: string;
      content?: string;
      text?: string;
      username?: string;
      client_id?: string;
    };
    output: {
      message_id: Id;
      created: boolean;
    };
    errors: 'validation_failed' | 'malformed_json' | 'not_a_member' | 'muted' | 'room_read_only' | 'room_not_found' | 'webhook_not_found' | 'room_archived' | 'payload_too_large' | 'unsupported_media_type' | 'slow_mode' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Send an event once more, now, whatever became of it (admins). With the same `id` and the message as it is now. Answers what came of it; it is not tried again by itself. */
  redeliver_webhook: {
    input: {
      room_id: Id;
      webhook_id: Id;
      delivery_id: Id;
    };
    output: {
      delivery: WebhookDelivery;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'not_found' | 'room_not_found' | 'webhook_not_found' | 'room_archived' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Give an incoming webhook another URL; the one before is good no more (admins) */
  rotate_incoming_webhook: {
    input: {
      room_id: Id;
      webhook_id: Id;
    };
    output: {
      webhook: IncomingWebhook;
      /** Where to post to. It is a secret, and shown this once */
      url: string;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'webhook_not_found' | 'room_archived' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Give an outgoing webhook another key; the next attempt is signed with it (admins) */
  rotate_outgoing_webhook: {
    input: {
      room_id: Id;
      webhook_id: Id;
    };
    output: {
      webhook: OutgoingWebhook;
      /** Key of the signatures */
      secret: string;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'webhook_not_found' | 'room_archived' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Rename an incoming webhook, turn it off or on (admins) */
  update_incoming_webhook: {
    input: {
      room_id: Id;
      webhook_id: Id;
      name?: string;
      active?: boolean;
    };
    output: {
      webhook: IncomingWebhook;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'webhook_not_found' | 'room_archived' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
  /** Change an outgoing webhook, turn it off or on (admins). Turned on again, it tells what happens from then on, and belongs to who turned it on. */
  update_outgoing_webhook: {
    input: {
      room_id: Id;
      webhook_id: Id;
      url?: string;
      events?: ("message_created" | "message_edited" | "message_deleted" | "reaction_added" | "reaction_removed")[];
      active?: boolean;
    };
    output: {
      webhook: OutgoingWebhook;
    };
    errors: 'validation_failed' | 'malformed_json' | 'address_refused' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'scope_missing' | 'room_not_found' | 'webhook_not_found' | 'room_archived' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'overloaded' | 'service_unavailable';
  };
}

/** Events that a client can send, by the operation that they ask for. */
export interface ClientEvents {
  refresh_token: 'refresh_token';
  presence_subscribe: 'presence_subscribe';
  set_status: 'set_status';
  join_room: 'join_room';
  leave_room: 'leave_room';
  delete_message: 'delete_message';
  edit_message: 'edit_message';
  forward_message: 'forward_message';
  send_message: 'send_message';
  mark_thread_read: 'mark_thread_read';
  add_reaction: 'add_reaction';
  remove_reaction: 'remove_reaction';
  save_message: 'save_message';
  unsave_message: 'unsave_message';
  save_draft: 'save_draft';
  typing_start: 'typing_start';
  typing_stop: 'typing_stop';
  mark_read: 'mark_read';
  mark_unread: 'mark_unread';
  read_notifications: 'read_notifications';
  sync: 'sync';
  call_accept: 'call_accept';
  call_attach: 'call_attach';
  call_decline: 'call_decline';
  call_end: 'call_end';
  call_signal: 'call_signal';
  call_start: 'call_start';
}

/** Events that the server sends. */
export interface ServerEvents {
  /** After every connect: who one is, and where each conversation stands. Ask `sync` where it is ahead. */
  ready: {
    user: User;
    server_time: Time;
    /** Version of what this document describes */
    contract_version: string;
    heads: ReaderHead[];
  };
  /** Conversations whose head moved lately, at a slow beat; ask `sync` where one is behind. */
  heads: {
    heads: Head[];
  };
  /** A message of a conversation. */
  new_message: Message;
  /** Messages of a conversation that came right behind each other, in place of a `new_message` for each. Only for clients that say `batches: true` in the handshake, and only in busy rooms. */
  new_messages: {
    messages: Message[];
  };
  /** A message has another text. */
  message_edited: {
    message: Message;
    rev: number;
  };
  /** A message was deleted. */
  message_deleted: {
    message: Message;
    rev: number;
  };
  /** A message was pinned. */
  message_pinned: {
    message: Message;
    rev: number;
  };
  /** A message was unpinned. */
  message_unpinned: {
    message: Message;
    rev: number;
  };
  /** Something else of a message changed, a link preview for example. */
  message_updated: {
    message: Message;
    rev: number;
  };
  /** Somebody reacted. */
  reaction_added: {
    room_id?: Id;
    dm_id?: Id;
    message_id: Id;
    emoji: string;
    user_id: Id;
    rev: number;
  };
  /** Somebody took a reaction back. */
  reaction_removed: {
    room_id?: Id;
    dm_id?: Id;
    message_id: Id;
    emoji: string;
    user_id: Id;
    rev: number;
  };
  /** Custom emoji were made or removed, to everybody who is connected. After a gap ask for the list. */
  emojis_updated: {
    added: CustomEmoji[];
    removed: Id[];
  };
  /** Somebody types; over when it is not repeated in time. */
  user_typing: {
    room_id?: Id;
    dm_id?: Id;
    user_id: Id;
    username: string;
    parent_id?: Id;
    expires_in_ms: number;
  };
  /** Somebody stopped typing. */
  user_stopped_typing: {
    room_id?: Id;
    dm_id?: Id;
    user_id: Id;
    username: string;
    parent_id?: Id;
  };
  /** Somebody came, went or changed their status. */
  presence_update: Presence;
  /** The reader's counters of a conversation moved, to all devices of the reader. They count the messages up to `last_seq`. */
  unread_update: {
    room_id?: Id;
    dm_id?: Id;
    unread_count: number;
    mention_count: number;
    last_seq: number;
  };
  /** One read on in a thread, or follows it or no more, to all devices of the reader. */
  thread_update: {
    room_id?: Id;
    dm_id?: Id;
    /** The message that the thread hangs on */
    message_id: Id;
    following: boolean;
    /** Replies of others after the reader’s position; 0 when not following */
    unread_count: number;
  };
  /** Somebody read up to a message; in DMs and in rooms of up to 200 members. */
  message_read: {
    room_id?: Id;
    dm_id?: Id;
    user_id: Id;
    message_id: Id;
    seq: number;
    read_at: Time;
  };
  /** A room that one is a member of from its beginning. */
  room_created: {
    room: Room;
  };
  /** Name, description, pins, who may write how often, or the number of members changed. */
  room_updated: {
    room: RoomInfo;
  };
  /** A room was archived, or opened again. */
  room_archived: {
    room: RoomInfo;
  };
  /** A room is gone with all that was in it. */
  room_deleted: {
    room_id: Id;
  };
  /** Messages before `first_seq` were removed for their age: forget them, and ask for the counters of the room again. Numbers stay. */
  history_removed: {
    room_id: Id;
    first_seq: number;
  };
  /** Somebody joined a room. */
  member_joined: {
    room_id: Id;
    user: UserSummary;
    role: Role;
    last_seq: number;
    last_rev: number;
  };
  /** Somebody left a room or was taken out of it. */
  member_left: {
    room_id: Id;
    user_id: Id;
  };
  /** A member has another role, or was muted or unmuted; a mute with an end ends without an event. */
  member_updated: {
    room_id: Id;
    user: UserSummary;
    role: Role;
    /** Until when the member says nothing: in the year 9999 when the mute has no end; null when not muted */
    muted_until: Time | null;
  };
  /** A message was reported; to who looks after the room, or of a DM to administrators. */
  report_created: {
    report: Report;
  };
  /** Somebody decided about a report; to the same people. */
  report_resolved: {
    report: Report;
  };
  /** Whom one blocks now, all of them, to all own devices. */
  blocked_update: {
    user_ids: Id[];
  };
  /** A conversation that one is in was made. */
  dm_created: {
    conversation: Conversation;
  };
  /** One took a conversation off the list, on another device perhaps; it is back with the first message after `last_seq`. */
  dm_hidden: {
    dm_id: Id;
    last_seq: number;
  };
  /** One opened a conversation again that was hidden. */
  dm_shown: {
    conversation: Conversation;
  };
  /** The own preferences, changed on another device perhaps, to all own devices. */
  preferences_updated: {
    preferences: Preferences;
  };
  /** Something notifies; one that is known already says what it is now. To all own devices. */
  notification: {
    notification: Notification;
    unread_count: number;
  };
  /** Notifications were read, on another device perhaps: these, or with `null` all there are. */
  notifications_read: {
    ids: Id[] | null;
    unread_count: number;
  };
  /** Notifications were taken back: edited out, deleted, or one left the conversation. */
  notification_removed: {
    ids: Id[];
    unread_count: number;
  };
  /** A call: of the caller, or for the callee to take. */
  call_ringing: {
    call: Call;
  };
  /** One of the devices took the call: the others stop ringing. */
  call_accepted: {
    call: Call;
  };
  /** The call is over; `outcome` says how. */
  call_ended: {
    call: Call;
  };
  /** From the device at the other end, to the one that talks here alone. */
  call_signaled: {
    call_id: Id;
    user_id: Id;
    signal: Signal;
  };
  /** One saved a message, or takes it off the saved ones (`saved: null`), to all own devices. */
  saved_updated: {
    message_id: Id;
    saved: SavedMessage | null;
  };
  /** A draft was written on another device, or is gone (its content is empty), to the other own devices. */
  draft_updated: {
    draft: Draft;
  };
  /** The access token is about to expire: send `refresh_token`. */
  token_expiring: {
    expires_in_ms: number;
  };
  /** The session has ended; the connection closes. */
  session_ended: {
    error: Problem;
  };
  /** This node goes away: connect again, to another. */
  server_restarting: {
    reconnect_in_ms: number;
  };
  /** An event that was sent without an acknowledgement callback failed. */
  error: {
    event: string;
    error: Problem;
  };
}

/** Where the operations are asked for, below `/api`. */
export const routes = {
  create_invitation: ['POST /auth/invitations'],
  login: ['POST /auth/login'],
  logout: ['POST /auth/logout'],
  refresh: ['POST /auth/refresh'],
  register: ['POST /auth/register'],
  get_me: ['GET /users/me'],
  get_user: ['GET /users/:user_id'],
  search_users: ['GET /users'],
  update_me: ['PATCH /users/me'],
  change_email: ['POST /users/me/email'],
  change_password: ['POST /users/me/password'],
  confirm_email: ['POST /auth/email/confirm'],
  confirm_password_reset: ['POST /auth/password-reset/confirm'],
  deactivate_account: ['POST /users/me/deactivate'],
  end_other_sessions: ['DELETE /users/me/sessions'],
  end_session: ['DELETE /users/me/sessions/:session_id'],
  erase_account: ['POST /users/me/erase'],
  export_me: ['GET /users/me/export'],
  list_sessions: ['GET /users/me/sessions'],
  request_password_reset: ['POST /auth/password-reset'],
  resend_verification: ['POST /users/me/email/verification'],
  block_user: ['PUT /users/me/blocked/:user_id'],
  list_blocked: ['GET /users/me/blocked'],
  unblock_user: ['DELETE /users/me/blocked/:user_id'],
  set_status: ['PUT /users/me/status'],
  archive_room: ['POST /rooms/:room_id/archive'],
  create_room: ['POST /rooms'],
  delete_room: ['DELETE /rooms/:room_id'],
  get_room: ['GET /rooms/:room_id'],
  join_room: ['POST /rooms/:room_id/join'],
  leave_room: ['POST /rooms/:room_id/leave'],
  list_rooms: ['GET /rooms'],
  unarchive_room: ['POST /rooms/:room_id/unarchive'],
  update_room: ['PATCH /rooms/:room_id'],
  add_members: ['POST /rooms/:room_id/members'],
  list_members: ['GET /rooms/:room_id/members'],
  mute_member: ['PUT /rooms/:room_id/members/:user_id/mute'],
  remove_member: ['DELETE /rooms/:room_id/members/:user_id'],
  unmute_member: ['DELETE /rooms/:room_id/members/:user_id/mute'],
  update_member: ['PATCH /rooms/:room_id/members/:user_id'],
  ban_user: ['PUT /rooms/:room_id/bans/:user_id'],
  lift_ban: ['DELETE /rooms/:room_id/bans/:user_id'],
  list_bans: ['GET /rooms/:room_id/bans'],
  accept_invitation: ['POST /invitations/:code/accept'],
  create_room_invitation: ['POST /rooms/:room_id/invitations'],
  get_invitation: ['GET /invitations/:code'],
  list_room_invitations: ['GET /rooms/:room_id/invitations'],
  revoke_room_invitation: ['DELETE /rooms/:room_id/invitations/:invitation_id'],
  get_dm: ['GET /direct-messages/:dm_id'],
  hide_dm: ['DELETE /direct-messages/:dm_id'],
  list_dms: ['GET /direct-messages'],
  open_dm: ['POST /direct-messages'],
  delete_message: ['DELETE /messages/:message_id'],
  edit_message: ['PATCH /messages/:message_id'],
  forward_message: ['POST /messages/:message_id/forward'],
  get_message: ['GET /messages/:message_id'],
  list_messages: ['GET /rooms/:room_id/messages', 'GET /direct-messages/:dm_id/messages'],
  message_history: ['GET /messages/:message_id/history'],
  remove_previews: ['DELETE /messages/:message_id/previews'],
  send_message: ['POST /rooms/:room_id/messages', 'POST /direct-messages/:dm_id/messages', 'POST /users/:user_id/messages'],
  follow_thread: ['PUT /messages/:message_id/thread/follow'],
  get_thread: ['GET /messages/:message_id/thread'],
  list_threads: ['GET /threads'],
  mark_thread_read: ['POST /messages/:message_id/thread/read'],
  unfollow_thread: ['DELETE /messages/:message_id/thread/follow'],
  add_reaction: ['POST /messages/:message_id/reactions'],
  remove_reaction: ['DELETE /messages/:message_id/reactions/:emoji'],
  create_emoji: ['POST /emojis'],
  delete_emoji: ['DELETE /emojis/:emoji_id'],
  list_emojis: ['GET /emojis'],
  list_saved: ['GET /saved'],
  save_message: ['PUT /messages/:message_id/save'],
  unsave_message: ['DELETE /messages/:message_id/save'],
  list_drafts: ['GET /drafts'],
  save_draft: ['PUT /rooms/:room_id/draft', 'PUT /direct-messages/:dm_id/draft'],
  list_pinned: ['GET /rooms/:room_id/pinned'],
  pin_message: ['POST /messages/:message_id/pin'],
  unpin_message: ['DELETE /messages/:message_id/pin'],
  cancel_upload: ['DELETE /uploads/:upload_id'],
  create_upload: ['POST /uploads'],
  delete_file: ['DELETE /files/:file_id'],
  finish_upload: ['POST /uploads/:upload_id/finish'],
  get_file_link: ['GET /files/:file_id/url'],
  get_upload: ['GET /uploads/:upload_id'],
  list_files: ['GET /rooms/:room_id/files', 'GET /direct-messages/:dm_id/files'],
  put_upload_part: ['PUT /uploads/:upload_id/parts'],
  sign_upload_part: ['POST /uploads/:upload_id/parts/url'],
  upload_file: ['POST /upload'],
  forget_search: ['DELETE /search/recent/:recent_id'],
  forget_searches: ['DELETE /search/recent'],
  list_recent_searches: ['GET /search/recent'],
  search_messages: ['POST /search'],
  suggest_searches: ['GET /search/suggestions'],
  list_receipts: ['GET /messages/:message_id/receipts'],
  mark_read: ['POST /rooms/:room_id/read', 'POST /direct-messages/:dm_id/read'],
  mark_unread: ['POST /rooms/:room_id/unread', 'POST /direct-messages/:dm_id/unread'],
  explain_notification: ['GET /messages/:message_id/notification'],
  list_notifications: ['GET /notifications'],
  read_notifications: ['POST /notifications/read'],
  add_push_subscription: ['POST /push/subscriptions'],
  get_push_key: ['GET /push/key'],
  remove_push_subscription: ['DELETE /push/subscriptions'],
  get_preferences: ['GET /users/me/preferences'],
  update_preferences: ['PATCH /users/me/preferences'],
  sync: ['POST /sync'],
  list_reports: ['GET /admin/reports'],
  list_room_audit: ['GET /rooms/:room_id/audit'],
  list_room_reports: ['GET /rooms/:room_id/reports'],
  report_message: ['POST /messages/:message_id/report'],
  resolve_report: ['POST /reports/:report_id/resolve'],
  create_password_reset_link: ['POST /admin/users/:user_id/password-reset-link'],
  deactivate_user: ['POST /admin/users/:user_id/deactivate'],
  list_accounts: ['GET /admin/users'],
  list_audit: ['GET /admin/audit'],
  reactivate_user: ['POST /admin/users/:user_id/reactivate'],
  set_server_role: ['PUT /admin/users/:user_id/server-role'],
  ice_servers: ['GET /calls/ice-servers'],
  list_calls: ['GET /calls'],
  list_gifs: ['GET /gifs'],
  create_bot: ['POST /bots'],
  create_bot_token: ['POST /bots/:bot_id/tokens'],
  list_bot_tokens: ['GET /bots/:bot_id/tokens'],
  list_bots: ['GET /bots'],
  revoke_bot_token: ['DELETE /bots/:bot_id/tokens/:token_id'],
  update_bot: ['PATCH /bots/:bot_id'],
  create_incoming_webhook: ['POST /rooms/:room_id/webhooks/incoming'],
  create_outgoing_webhook: ['POST /rooms/:room_id/webhooks/outgoing'],
  delete_incoming_webhook: ['DELETE /rooms/:room_id/webhooks/incoming/:webhook_id'],
  delete_outgoing_webhook: ['DELETE /rooms/:room_id/webhooks/outgoing/:webhook_id'],
  list_incoming_webhooks: ['GET /rooms/:room_id/webhooks/incoming'],
  list_outgoing_webhooks: ['GET /rooms/:room_id/webhooks/outgoing'],
  list_webhook_deliveries: ['GET /rooms/:room_id/webhooks/outgoing/:webhook_id/deliveries'],
  post_to_webhook: ['POST /hooks/:webhook_id/:secret'],
  redeliver_webhook: ['POST /rooms/:room_id/webhooks/outgoing/:webhook_id/deliveries/:delivery_id/redeliver'],
  rotate_incoming_webhook: ['POST /rooms/:room_id/webhooks/incoming/:webhook_id/rotate'],
  rotate_outgoing_webhook: ['POST /rooms/:room_id/webhooks/outgoing/:webhook_id/rotate'],
  update_incoming_webhook: ['PATCH /rooms/:room_id/webhooks/incoming/:webhook_id'],
  update_outgoing_webhook: ['PATCH /rooms/:room_id/webhooks/outgoing/:webhook_id'],
} as const;

/** Operations whose request is a form with a `file`, or bytes. */
export const bodies: Readonly<Record<string, 'form' | 'bytes'>> = {
  put_upload_part: 'bytes',
  upload_file: 'form',
};

/** Operations that answer with a file: its name and type are in the headers. */
export const downloads: readonly string[] = [
  'export_me',
];

/** Operations that need no token. */
export const publicOperations: readonly string[] = [
  'login',
  'refresh',
  'register',
  'confirm_email',
  'confirm_password_reset',
  'request_password_reset',
  'post_to_webhook',
];
