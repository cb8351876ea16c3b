"""codes and posters"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

_PUBLISHED = (
    ("notices", "''", "version", "author_id", "created_at", "NULL", "standing = 'live'"),
    (
        "opinion_rounds", "question", "edition", "opener_id", "opened_at", "closes_at",
        "withdrawn_at IS NULL AND announced_at IS NULL",
    ),
    ("statements", "title", "version", "published_by", "published_at", "NULL", "state = 'published'"),
)
_FEATURES = {"notices": "notices", "opinion_rounds": "opinions", "statements": "disclosures"}
"""What holds when this comes: under its own id, so that nothing has to be made up; nobody is reminded of old debts."""


def _publish(table: str, title: str, edition: str, by: str, at: str, until: str, holds: str) -> str:
    return (
        'INSERT INTO publications (id, code, feature, title, edition, estate_id, by_id, published_at, until)'
        f" SELECT id, code, '{_FEATURES[table]}', {title}, {edition}, estate_id, {by}, {at}, {until} FROM {table}"
        f' WHERE {holds} AND {by} IN (SELECT id FROM persons) AND estate_id IN (SELECT id FROM estates)'
    )


def upgrade() -> None:
    op.create_table('scene_codes',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('channel', sa.String(length=16), nullable=False),
    sa.Column('scene', sa.String(length=64), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('good_until', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_scene_codes'))
    )
    with op.batch_alter_table('scene_codes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_scene_codes_channel_scene'), ['channel', 'scene'], unique=True)
    op.create_table('entries',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('token_hash', sa.Text(), nullable=False),
    sa.Column('expires_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('used_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_entries_account_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entries')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_entries_token_hash'))
    )
    with op.batch_alter_table('entries', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_entries_account_id'), ['account_id'], unique=False)
    op.create_table('publications',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.String(length=16), nullable=False),
    sa.Column('feature', sa.String(length=32), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('edition', sa.Integer(), nullable=False),
    sa.Column('estate_id', sa.Uuid(), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.Column('published_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('until', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('remind_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('ended_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['persons.id'], name=op.f('fk_publications_by_id')),
    sa.ForeignKeyConstraint(['estate_id'], ['estates.id'], name=op.f('fk_publications_estate_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_publications')),
    sa.UniqueConstraint('code', name=op.f('uq_publications_code'))
    )
    with op.batch_alter_table('publications', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_publications_by_id'), ['by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_publications_estate_id_published_at'), ['estate_id', 'published_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_publications_remind_at'), ['remind_at'], unique=False, sqlite_where=sa.text('remind_at IS NOT NULL'), postgresql_where=sa.text('remind_at IS NOT NULL'))
    for each in _PUBLISHED:
        op.execute(_publish(*each))
    with op.batch_alter_table('notice_postings', schema=None) as batch_op:
        batch_op.add_column(sa.Column('code', sa.String(length=16), nullable=False, server_default=''))
    op.execute("UPDATE notice_postings SET code = COALESCE((SELECT code FROM notices WHERE notices.id = notice_postings.notice_id), '')")
    with op.batch_alter_table('notice_postings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_notice_postings_notice_id'))
        batch_op.drop_constraint(batch_op.f('fk_notice_postings_notice_id'), type_='foreignkey')
        batch_op.drop_column('notice_id')
        batch_op.create_index(batch_op.f('ix_notice_postings_code'), ['code'], unique=False)
    with op.batch_alter_table('deliveries', schema=None) as batch_op:
        batch_op.add_column(sa.Column('rung_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    with op.batch_alter_table('accounts', schema=None) as batch_op:
        batch_op.add_column(sa.Column('building', sa.Text(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('building_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
