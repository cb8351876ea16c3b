"""promises: clocks, waits, levels"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

_OPEN = "('new', 'taken', 'working', 'waiting')"


def upgrade() -> None:
    moment = sqlmodel.sql.sqltypes.UTCDateTime
    with op.batch_alter_table('complaints', schema=None) as batch_op:
        batch_op.add_column(sa.Column('update_by', moment(), nullable=True))
        batch_op.add_column(sa.Column('waits_for', sa.Text(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('waits_until', moment(), nullable=True))
        batch_op.add_column(sa.Column('paused_left', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('level', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('level_until', moment(), nullable=True))
        batch_op.add_column(sa.Column('speaks_at', moment(), nullable=True))
        batch_op.create_index(batch_op.f('ix_complaints_speaks_at'), ['speaks_at'], unique=False, sqlite_where=sa.text('speaks_at IS NOT NULL'), postgresql_where=sa.text('speaks_at IS NOT NULL'))
    # What was open before has no clock yet: it is looked at once, and wound.
    op.execute(f"UPDATE complaints SET speaks_at = COALESCE(answer_by, created_at) WHERE state IN {_OPEN}")
