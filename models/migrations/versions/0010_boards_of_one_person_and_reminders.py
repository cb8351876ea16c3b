"""boards of one person, reminders of a round"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('boards', schema=None) as batch_op:
        batch_op.add_column(sa.Column('account_id', sa.Uuid(), nullable=True))
        batch_op.alter_column('room_id', existing_type=sa.Uuid(), nullable=True)
        batch_op.create_foreign_key(batch_op.f('fk_boards_account_id'), 'accounts', ['account_id'], ['id'])
        batch_op.create_index(batch_op.f('ix_boards_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_boards_feature_about_account_id'), ['feature', 'about', 'account_id'], unique=True)

    with op.batch_alter_table('askings', schema=None) as batch_op:
        batch_op.add_column(sa.Column('reminds', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
        batch_op.drop_index(batch_op.f('ix_askings_round_id_edition'))
        batch_op.create_index(batch_op.f('ix_askings_round_id_edition'), ['round_id', 'edition'], unique=True, sqlite_where=sa.text('reminds IS NULL'), postgresql_where=sa.text('reminds IS NULL'))
        batch_op.create_index(batch_op.f('ix_askings_round_id_reminds'), ['round_id', 'reminds'], unique=True)
